import { expect } from 'vitest';
import { wishes } from '../../../shared/names/wishes.ts';
import type { Source } from '../../../shared/settings.ts';
import type { Behind } from '../../../shared/surveys/behind.ts';
import { behind } from './behind.ts';

export interface Annotated extends Partial<Pick<Behind, 'serves' | 'annotations'>> {
  readonly tags?: Readonly<Record<string, string>>;
  readonly sources?: readonly Source[];
  readonly prefix?: string;
}

/** What is asked for with a network load balancer, as plain data; settings by name. */
export function readAnnotated(given: Annotated) {
  const { tags = {}, sources = ['tags', 'annotations'], prefix = 'signpost', ...objects } = given;
  const read = wishes({ kind: 'network', tags }, prefix, sources, behind(objects));
  return {
    wished: Object.fromEntries([...read.hosts].map(([host, { settings }]) => [host, settings])),
    by: Object.fromEntries([...read.hosts].map(([host, { byTag, asked }]) => [host, { byTag, asked }])),
    labels: Object.fromEntries([...read.hosts].map(([host, { label }]) => [host, label])),
    refused: Object.fromEntries(read.refused),
    ignored: Object.fromEntries(read.unknownKeys.map(({ key, reason }) => [key, reason])),
    meant: Object.fromEntries(read.meant),
  };
}

/** Of what was read, that which `expected` speaks of: all of it, and nothing else. */
export function expectRead(
  read: ReturnType<typeof readAnnotated>,
  expected: Partial<Record<keyof typeof read, object>>,
) {
  const parts = Object.keys(expected) as (keyof typeof read)[];
  expect(Object.fromEntries(parts.map((part) => [part, read[part]]))).toEqual(expected);
}

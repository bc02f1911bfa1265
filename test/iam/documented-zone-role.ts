import { readFileSync } from 'node:fs';
import type { Policy } from '../../shared/settings.ts';
import type { PolicyDocument } from './statement.ts';

/** The role that people of another account make for their zone, as docs/permissions.md has it. */
export interface ZoneRole {
  readonly trust: PolicyDocument;
  readonly permissions: Readonly<Record<Policy, PolicyDocument>>;
}

const PAGE = new URL('../../docs/permissions.md', import.meta.url);

/** What stands on the page, for whom it is to be put in. */
export interface Filled {
  readonly syncRoleArn: string;
  readonly sweepRoleArn: string;
  readonly externalId: string;
  readonly zoneId: string;
  readonly zoneName: string;
}

/** Reads the page and does what it says for each policy. Throws if the page does not say it any more. */
export function documentedZoneRole({
  syncRoleArn,
  sweepRoleArn,
  externalId,
  zoneId,
  zoneName,
}: Filled): ZoneRole {
  const section = sectionOf('A zone of another account', '##');
  const filled = [
    ['arn:aws:iam::111122223333:role/signpost-us-east-1-sync', syncRoleArn],
    ['arn:aws:iam::111122223333:role/signpost-us-east-1-sweep', sweepRoleArn],
    ['the externalId of the settings', externalId],
    ['Z0123456789ABCDEFGHIJ', zoneId],
    ['example.com', zoneName],
  ].reduce((text, [placeholder = '', value = '']) => {
    if (!text.includes(placeholder))
      throw new Error(`docs/permissions.md does not say ${placeholder} any more`);
    return text.replaceAll(placeholder, value);
  }, section);
  const [trust, permissions, upsertOnly, createOnly, ...more] = jsonIn(filled) as (
    | PolicyDocument
    | undefined
  )[];
  if (!trust || !permissions || !upsertOnly || !createOnly || more.length > 0) {
    throw new Error('docs/permissions.md has other than four JSON blocks for a zone of another account');
  }
  const [read, write] = permissions.Statement as readonly { readonly Condition?: object }[];
  const under = (...statements: unknown[]) => ({ ...permissions, Statement: statements });
  const changed = (by: object) => ({ ...write, Condition: { ...write?.Condition, ...by } });
  return {
    trust,
    permissions: {
      plan: under(read),
      'create-only': under(read, changed(createOnly)),
      'upsert-only': under(read, changed(upsertOnly)),
      sync: permissions,
    },
  };
}

/** The text under a heading of that depth. */
export function sectionOf(heading: string, depth: '##' | '###'): string {
  const parts = readFileSync(PAGE, 'utf8').split(new RegExp(`^#{2,${depth.length}} `, 'm'));
  const found = parts.find((part) => part.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`docs/permissions.md has no heading ${depth} ${heading} any more`);
  return found;
}

export function jsonIn(section: string): readonly unknown[] {
  return [...section.matchAll(/```json\n(.*?)```/gs)].map(([, block = '']) => JSON.parse(block) as unknown);
}

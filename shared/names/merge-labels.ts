import { isDeepStrictEqual } from 'node:util';
import { describeDifference, type LabelSettings } from './label-settings.ts';
import type { RecordSettings } from './record-settings.ts';

/** A tag, an annotation or an object that asks for a name, and what holds for it there. */
export interface Asking {
  readonly key: string;
  readonly label: string;
  readonly read: LabelSettings;
}

/**
 * What holds for a name by all that ask for it in one way: they must agree, because a load balancer has one record of a
 * name, and nothing says which of two would be meant. `label`: the first one's.
 */
export function mergeLabels([first, ...others]: readonly [Asking, ...Asking[]]):
  | { readonly label: string; readonly settings: RecordSettings }
  | { readonly refused: string } {
  for (const other of others) {
    const differ = difference(first, other);
    if (differ !== undefined)
      return {
        refused: `asked for by ${first.key} and by ${other.key}, whose settings differ: ${differ}; ask for it by one of them, or make them equal`,
      };
  }
  const { label, read } = first;
  return 'refused' in read ? read : { label, settings: read.settings };
}

function difference({ key, read: one }: Asking, { key: otherKey, read: other }: Asking): string | undefined {
  if ('refused' in one && 'refused' in other && one.refused === other.refused) return undefined;
  if ('refused' in one) return `those of ${key} are refused (${one.refused})`;
  if ('refused' in other) return `those of ${otherKey} are refused (${other.refused})`;
  return isDeepStrictEqual(one.settings, other.settings)
    ? undefined
    : describeDifference(one.values, other.values);
}

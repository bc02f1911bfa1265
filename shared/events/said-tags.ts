import type { Says } from './hint.ts';

export type SaidTags = NonNullable<Says['tags']>;

/** A tag as CloudTrail writes it; a key or value that is absent says nothing. */
export interface EventTag {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** Tags set by a call, those of our prefix. `undefined` if it set none. */
export function setTags(tags: readonly EventTag[] | undefined, prefix: string): SaidTags | undefined {
  return ours(
    (tags ?? []).flatMap(({ key, value }) =>
      key === undefined || value === undefined ? [] : [[key, value]],
    ),
    prefix,
  );
}

/** Tags removed by a call, those of our prefix. `undefined` if it removed none. */
export function removedTags(keys: readonly (string | undefined)[], prefix: string): SaidTags | undefined {
  return ours(
    keys.flatMap((key) => (key === undefined ? [] : [[key, null]])),
    prefix,
  );
}

function ours(entries: readonly [string, string | null][], prefix: string): SaidTags | undefined {
  const own = entries.filter(([key]) => key.startsWith(`${prefix}/`));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

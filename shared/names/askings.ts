import type { Hostname } from './hostname.ts';
import type { Asking } from './merge-labels.ts';
import { parseHostname } from './parse-hostname.ts';

/** A key that asks for nothing, and why. */
export interface Ignored {
  readonly key: string;
  readonly reason: string;
}

/** What one source of names asks for. */
export interface Askings {
  /** By name, in the order in which they are to be heard. */
  readonly asked: ReadonlyMap<Hostname, readonly [Asking, ...Asking[]]>;
  /** What is no hostname, as it is spelt: why. */
  readonly refused: ReadonlyMap<string, string>;
  readonly ignored: readonly Ignored[];
  /** Names under a misspelt key, with the reason: they are not asked for, and what stands of them stays. */
  readonly meant: ReadonlyMap<Hostname, string>;
}

export const NO_ASKINGS: Askings = { asked: new Map(), refused: new Map(), ignored: [], meant: new Map() };

/** A name, as it is spelt, that is asked for. */
export type NamedAsking = readonly [name: string, Asking];

export function askingsOf(
  named: readonly NamedAsking[],
  rest: Pick<Askings, 'ignored' | 'meant'> = NO_ASKINGS,
): Askings {
  const asked = new Map<Hostname, [Asking, ...Asking[]]>();
  const refused = new Map<string, string>();
  for (const [name, asking] of named) {
    const parsed = parseHostname(name);
    if ('refused' in parsed) refused.set(name, `"${name}" ${parsed.refused}`);
    else if (!asked.get(parsed.ok)?.push(asking)) asked.set(parsed.ok, [asking]);
  }
  return { asked, refused, ignored: rest.ignored, meant: rest.meant };
}

/** Names under keys that are nearly the one for names; those that are none say nothing. */
export function meantNames(
  misspelt: readonly { readonly key: string; readonly names: readonly string[]; readonly instead: string }[],
): ReadonlyMap<Hostname, string> {
  return new Map(
    misspelt.flatMap(({ key, names, instead }) =>
      names.flatMap((name): [Hostname, string][] => {
        const parsed = parseHostname(name);
        const reason = `asked for by ${key}, which is no key: what stands stays; use ${instead}`;
        return 'ok' in parsed ? [[parsed.ok, reason]] : [];
      }),
    ),
  );
}

import { isDeepStrictEqual } from 'node:util';
import type { ObjectRef } from '../kubernetes/kinds.ts';
import { behindEntrances, entriesOf } from './behind.ts';
import type { Survey } from './survey.ts';

/** Whom a new survey says something new about. */
export interface Changed {
  /** DNS names of load balancers that the status of an object shows, or showed, sorted. */
  readonly dnsNames: readonly string[];
  /** Entrances that serve something else or came or went: load balancers may have been put in front of them by hand. */
  readonly entrances: readonly ObjectRef[];
}

/**
 * Compares a survey with the one before it: appeared, vanished, other objects, hosts or annotations behind it.
 * Everything that the new one holds if there is none before or it says nothing; nothing if the new one says nothing.
 */
export function changedLoadBalancers(previous: Survey | undefined, next: Survey): Changed {
  if (!next.complete) return { dnsNames: [], entrances: [] };
  const before = previous?.complete ? previous : { entrances: {}, annotations: {} };
  const isOther = (was: readonly ObjectRef[] = [], is: readonly ObjectRef[] = []) =>
    !isDeepStrictEqual(behindEntrances(before, was), behindEntrances(next, is));
  const [showed, shows] = [shownBy(before), shownBy(next)];
  const dnsNames = new Set([...showed.keys(), ...shows.keys()]);
  const refs = new Set([...entriesOf(before.entrances), ...entriesOf(next.entrances)].map(([ref]) => ref));
  return {
    dnsNames: [...dnsNames].filter((name) => isOther(showed.get(name), shows.get(name))).sort(),
    entrances: [...refs].filter((ref) => isOther([ref], [ref])).sort(),
  };
}

/** By DNS name the entrances whose status shows it. */
function shownBy({ entrances }: Pick<Survey, 'entrances'>): ReadonlyMap<string, readonly ObjectRef[]> {
  const shown = new Map<string, ObjectRef[]>();
  for (const [ref, { shows }] of entriesOf(entrances))
    for (const name of shows) {
      const refs = shown.get(name);
      if (refs) refs.push(ref);
      else shown.set(name, [ref]);
    }
  return shown;
}

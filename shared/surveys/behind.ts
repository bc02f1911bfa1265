import { type Kind, kindOf, type ObjectRef } from '../kubernetes/kinds.ts';
import type { Annotations, Entrance, Survey } from './survey.ts';

/** What stands behind one load balancer. */
export interface Behind {
  /** The objects that it was made for or stands in front of, and what declares hosts behind them, sorted. */
  readonly objects: readonly ObjectRef[];
  /** By what declares hosts, the hosts that are served through this load balancer, sorted. */
  readonly serves: Entrance['serves'];
  /** Of those objects that have any. */
  readonly annotations: Readonly<Partial<Record<ObjectRef, Annotations>>>;
}

type Objects = Pick<Survey, 'entrances' | 'annotations'>;

/**
 * Everything whose status shows the DNS name (lower case), and the entrances named, whatever their status shows. Two
 * surveys of the same objects give equal answers.
 */
export function behindOf(survey: Objects, dnsName: string, named: readonly ObjectRef[] = []): Behind {
  const shown = entriesOf(survey.entrances).filter(([, { shows }]) => shows.includes(dnsName));
  return behindEntrances(survey, [...named, ...shown.map(([ref]) => ref)]);
}

/** The same for entrances that are known; one that is not there has nothing behind it. */
export function behindEntrances({ entrances, annotations }: Objects, refs: readonly ObjectRef[]): Behind {
  const there = refs.filter((ref) => entrances[ref] !== undefined);
  const serves = mergeServes(there.map((entrance) => entrances[entrance]?.serves ?? {}));
  const objects = [...new Set([...there, ...entriesOf(serves).map(([ref]) => ref)])].sort();
  return {
    objects,
    serves,
    annotations: Object.fromEntries(
      objects.flatMap((ref) => {
        const own = annotations[ref];
        return own === undefined ? [] : [[ref, own]];
      }),
    ),
  };
}

/** What several serve together, by what declares it. */
export function mergeServes(all: readonly Entrance['serves'][]): Entrance['serves'] {
  const merged = new Map<ObjectRef, Set<string>>();
  for (const [ref, hosts] of all.flatMap(entriesOf))
    merged.set(ref, new Set([...(merged.get(ref) ?? []), ...(hosts ?? [])]));
  return Object.fromEntries([...merged].sort(byKey).map(([ref, hosts]) => [ref, [...hosts].sort()]));
}

/** Hosts served by anything behind it, each once, sorted. */
export function servedHosts({ serves }: Behind): readonly string[] {
  return [...new Set(entriesOf(serves).flatMap(([, hosts]) => hosts))].sort();
}

/** Kinds of objects that declare hosts behind it, even if none is served: empty if nothing declares any. */
export function declaringKinds({ serves }: Behind): readonly Kind[] {
  return [...new Set(entriesOf(serves).map(([ref]) => kindOf(ref)))].sort();
}

/** What TypeScript does not know of a record's keys. */
export function entriesOf<T>(
  record: Readonly<Partial<Record<ObjectRef, T>>>,
): readonly (readonly [ObjectRef, T])[] {
  return Object.entries(record) as [ObjectRef, T][];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

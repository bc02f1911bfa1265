import type { Caller, Operations } from '../caller.ts';
import type { Clock } from '../clock.ts';
import type { Taggable } from './taggable.ts';
import type { TaggedResources } from './tagging.ts';

interface Sight {
  readonly at: number;
  readonly resources: readonly Taggable[];
}

/** Resources as they were `lag` milliseconds ago: the tagging API hears of things later than those who own them. */
export interface Lagging {
  readonly resources: TaggedResources;
  /** The same operations, each call that changes something seen. */
  readonly watched: (operations: Operations) => Operations;
}

export function lagging(now: TaggedResources, clock: Clock, lag: () => number): Lagging {
  const sights = new Map<string, Sight[]>();
  const of = (caller: Caller): Sight[] => {
    const key = `${caller.account} ${caller.region}`;
    const known = sights.get(key) ?? [];
    sights.set(key, known);
    return known;
  };
  const see = (caller: Caller) => {
    const resources = [...now(caller)].map((each) => ({ ...each, tags: new Map(each.tags) }));
    of(caller).push({ at: clock(), resources });
  };
  return {
    resources: (caller) => {
      if (lag() === 0) return now(caller);
      const then = clock() - lag();
      return of(caller).findLast(({ at }) => at <= then)?.resources ?? [];
    },
    watched: (operations) =>
      Object.fromEntries(
        Object.entries(operations).map(([name, operation]) => [
          name,
          (input: unknown, caller: Caller) => {
            try {
              return operation(input, caller);
            } finally {
              if (lag() > 0 && !name.startsWith('Describe')) see(caller);
            }
          },
        ]),
      ),
  };
}

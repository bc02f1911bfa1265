/** Epoch milliseconds. The world never reads the time by itself. */
export type Clock = () => number;

/** A clock that stands still until it is moved. */
export interface ManualClock {
  now: Clock;
  advance(milliseconds: number): void;
}

export function manualClock(start = Date.parse('2026-01-01T00:00:00Z')): ManualClock {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** A clock that people wait by, each by itself, and that goes on to whoever is next when nobody can do anything else. */
export interface EventClock extends ManualClock {
  sleep(milliseconds: number): Promise<void>;
  /** Lets time pass until so it is. */
  runUntil(isSo: () => boolean): Promise<void>;
}

export function eventClock(start?: number): EventClock {
  const clock = manualClock(start);
  /** Latest first. */
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    ...clock,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        const at = clock.now() + Math.max(0, milliseconds);
        let [low, high] = [0, sleepers.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((sleepers[middle]?.at ?? 0) > at) low = middle + 1;
          else high = middle;
        }
        sleepers.splice(low, 0, { at, wake });
      }),
    async runUntil(isSo) {
      for (;;) {
        // Until everything that waits for nobody's sleep has been done.
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (isSo()) return;
        const next = sleepers.pop();
        if (next === undefined) throw new Error('Everybody waits for ever');
        clock.advance(next.at - clock.now());
        next.wake();
        while (sleepers.at(-1)?.at === next.at) sleepers.pop()?.wake();
      }
    },
  };
}

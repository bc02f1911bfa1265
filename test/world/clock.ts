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

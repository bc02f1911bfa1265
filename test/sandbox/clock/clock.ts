import { openSync, readSync, writeFileSync } from 'node:fs';

/**
 * A clock of the sandbox's own, which MiniStack, the front and the functions all read from one file: how many milliseconds
 * it is ahead of the machine's. It goes as any clock while `sync` works on a batch, so that what the code does in
 * seconds (tokens of the quota, the end of an invocation) goes as it would; and it leaps when nothing is under way.
 */
export interface SandboxClock extends FollowedClock {
  /** So many seconds a second, from now on, while nothing is under way; 1: as fast as any. */
  readonly run: (scale: number) => void;
  readonly stop: () => void;
}

export interface FollowedClock {
  /** Epoch ms. */
  readonly now: () => number;
}

const SECOND = 1_000;

/** Makes the file, with a clock that runs as the machine's. */
export function startClock(file: string, isBusy: () => boolean): SandboxClock {
  let ahead = 0;
  let scale = 1;
  // One write, so that nobody reads half of it.
  const write = (flag: 'w' | 'r+') => writeFileSync(file, new Float64Array([ahead]), { flag });
  write('w');
  let last = Date.now();
  const leap = () => {
    if (scale === 1 || Date.now() - last < SECOND || isBusy()) return;
    last = Date.now();
    ahead += (scale - 1) * SECOND;
    write('r+');
  };
  // As soon as nothing is under way, if a second has passed.
  const timer = setInterval(leap, SECOND / 20);
  return {
    ...followClock(file),
    run: (wanted) => {
      scale = wanted;
    },
    stop: () => clearInterval(timer),
  };
}

/** The clock of a file that somebody else made. */
export function followClock(file: string): FollowedClock {
  const machine = Date.now;
  const open = openSync(file, 'r');
  const ahead = new Float64Array(1);
  return {
    now: () => {
      readSync(open, ahead, 0, ahead.byteLength, 0);
      return machine() + (ahead[0] ?? 0);
    },
  };
}

/** What `SANDBOX_SCALE` says; undefined: the sandbox has the clock of the machine. */
export function sandboxScale(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(value))
    throw new Error(
      `SANDBOX_SCALE: got ${value}, wants a whole number, 1 to 999999: how many seconds pass in one`,
    );
  return Number(value);
}

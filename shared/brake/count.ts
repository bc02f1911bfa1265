import type { BrakeCount, ZoneRow } from '../ledger/zone-row.ts';
import type { Harm } from '../plan/harm.ts';
import type { BrakeSettings } from '../settings.ts';
import { heldAt } from './held.ts';

export interface Counted {
  /** The very row that was given if there is nothing to write. */
  readonly row: ZoneRow;
  /** Hosts whose changes may be sent. */
  readonly passing: ReadonlySet<string>;
  /** By this very call: somebody is to be told. */
  readonly tripped: boolean;
}

/** Where the row has each kind. */
export const COUNT_OF = { removal: 'removals', retarget: 'retargets' } as const;
export const KINDS: readonly Harm[] = ['removal', 'retarget'];

/** What is let through leaves within the life of the run that counted it. Milliseconds. */
export const RUN_LIFE = 120_000;
/**
 * Characters that the counted names of both kinds may take: DynamoDB takes 400 KB a row, and the delegations need some.
 * Each name costs its own and those of its time.
 */
const CHARACTERS = 280_000;
const TIME = 24;

/**
 * Counts the hosts that are to lose something, each once in a window, however often a run is repeated. More than the
 * limit trips: none of those that were not counted before pass, and so it stays until an operator approves. What was
 * approved, and no more, passes of a run that asks for more; then it trips again.
 * @param now epoch ms.
 */
export function count(
  row: ZoneRow,
  kind: Harm,
  hosts: readonly string[],
  settings: BrakeSettings,
  now: number,
): Counted {
  const before = within(row[COUNT_OF[kind]], 1000 * settings.window, now);
  const fresh = [...new Set(hosts)].filter((host) => !Object.hasOwn(before.names, host)).sort();
  const known = hosts.filter((host) => Object.hasOwn(before.names, host));
  const counted = Object.keys(before.names).length;
  const limit = before.approved?.names ?? limitOf(row, kind, settings, now);
  const fitting = fittingOf(row, before, kind, fresh);
  const room = Math.max(0, Math.min(limit - counted, fitting.length));

  const isFull = fitting.length < fresh.length && counted + fitting.length < limit;
  const isTripping = before.tripped === undefined && fresh.length > room;
  const allowed = fresh.slice(0, before.tripped === undefined && (!isTripping || before.approved) ? room : 0);
  const passing = new Set([...known, ...allowed]);
  if (passing.size === 0 && !isTripping) return { row, passing, tripped: false };

  const names = { ...before.names, ...Object.fromEntries([...passing].map((host) => [host, now])) };
  const next: BrakeCount = isTripping
    ? {
        names,
        tripped: now,
        over: {
          names: counted + fresh.length,
          limit: isFull ? counted + fitting.length : limit,
          ...(isFull && { full: true as const }),
        },
      }
    : { ...before, names };
  return { row: { ...row, [COUNT_OF[kind]]: next }, passing, tripped: isTripping };
}

/** What still counts. Names that were approved are no part of the settings' limit once that window has passed. */
export function within(before: BrakeCount, window: number, now: number): BrakeCount {
  const { approved, ...rest } = before;
  const end = approved === undefined ? Number.NEGATIVE_INFINITY : approved.at + window;
  const isOver = now >= end;
  const names = Object.entries(before.names).filter(
    ([, at]) => now - at < window + RUN_LIFE && !(isOver && at < end),
  );
  return { ...rest, ...(!isOver && { approved }), names: Object.fromEntries(names) };
}

export function limitOf(row: ZoneRow, kind: Harm, settings: BrakeSettings, now: number): number {
  const { names, percent } = settings[COUNT_OF[kind]];
  const held = heldAt(row, now - 1000 * settings.window);
  return Math.max(names, Math.floor((percent * held) / 100));
}

/** The first of them that the row has room for, beside what was counted of the other kind. */
function fittingOf(
  row: ZoneRow,
  before: BrakeCount,
  kind: Harm,
  fresh: readonly string[],
): readonly string[] {
  const other = row[COUNT_OF[kind === 'removal' ? 'retarget' : 'removal']];
  const hosts = [...Object.keys(before.names), ...Object.keys(other.names)];
  let left = CHARACTERS - hosts.reduce((sum, host) => sum + host.length + TIME, 0);
  const end = fresh.findIndex((host) => {
    left -= host.length + TIME;
    return left < 0;
  });
  return end === -1 ? fresh : fresh.slice(0, end);
}

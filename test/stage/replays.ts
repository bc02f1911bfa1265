import type { OperatePorts } from '../../functions/operate/ports.ts';
import type { Replay } from '../../shared/replays/replay.ts';
import type { Stage } from './stage.ts';

export const ARCHIVE = 'signpost-us-east-1-events';
/** How long EventBridge takes for a minute of events, in the time of the stage. */
const A_MINUTE = 1_000;

type ReplayPorts = Pick<OperatePorts, 'readArchive' | 'readReplay' | 'startReplay' | 'cancelReplay'>;
type Started = Replay & { cancelledAt?: number };

const known = new WeakMap<Stage, { readonly createdAt: number; readonly replays: Map<string, Started> }>();

/** The archive of the stage: made with it, kept for 30 days. Events of a replay are with the rules at once. */
export function replays(stage: Stage): ReplayPorts {
  const { clock, archived, deliver } = stage;
  const kept = known.get(stage) ?? { createdAt: Date.parse('2026-01-01T00:00:00Z'), replays: new Map() };
  known.set(stage, kept);
  return {
    readArchive: async () => ({ createdAt: kept.createdAt, retentionDays: 30, events: archived.length }),
    startReplay: async ({ name, from, to }) => {
      if (kept.replays.has(name)) return 'name is taken';
      kept.replays.set(name, { name, from, to, state: 'STARTING', startedAt: clock.now() });
      for (const event of within(stage, from, to)) deliver({ ...event, 'replay-name': name });
      return 'started';
    },
    readReplay: async (name) => {
      const found = kept.replays.get(name);
      return found && progress(found, stage);
    },
    cancelReplay: async (name) => {
      const found = kept.replays.get(name);
      if (found === undefined || progress(found, stage).state === 'COMPLETED') return 'not running';
      kept.replays.set(name, { ...found, cancelledAt: clock.now() });
      return 'cancelling';
    },
  };
}

/** Events of the archive by their time, as EventBridge replays them. */
export function within({ archived }: Stage, from: number, to: number) {
  return archived
    .filter(({ time }) => Date.parse(time) >= from && Date.parse(time) < to)
    .toSorted((left, right) => left.time.localeCompare(right.time));
}

function progress({ cancelledAt, ...found }: Started, stage: Stage): Replay {
  const { from, to, startedAt = 0 } = found;
  const end = cancelledAt ?? stage.clock.now();
  const reached = Math.min(to, from + 60_000 * Math.floor((end - startedAt) / A_MINUTE));
  const last = within(stage, from, reached).at(-1);
  const ended = reached === to ? 'COMPLETED' : cancelledAt === undefined ? 'RUNNING' : 'CANCELLED';
  return { ...found, state: ended, ...(last && { lastReplayed: Date.parse(last.time) }) };
}

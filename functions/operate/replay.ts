import { SignpostError } from '../../shared/errors.ts';
import type { Replay } from '../../shared/replays/replay.ts';
import { BadCommand } from './bad-command.ts';
import type { CommandOf } from './command.ts';
import type { Call, OperatePorts } from './ports.ts';
import { windowOf } from './replay-window.ts';
import { tellTime } from './words.ts';

/** EventBridge says so: an event is in the archive this much later than on the bus, at worst. Milliseconds. */
const LAG = 10 * 60_000;

export interface ReplayTold {
  readonly done: string;
  /** By which its progress is asked for. */
  readonly replay: string;
  readonly state: string;
  readonly note?: string;
}

export interface ReplayProgress extends ReplayTold {
  readonly from: string;
  readonly to: string;
  /** `time` of the last event that came. */
  readonly lastReplayed?: string;
  /** Of the span of time; where nothing happened there is nothing to come. */
  readonly percent: number;
  readonly reason?: string;
  readonly started?: string;
  readonly ended?: string;
}

/**
 * Has events of the archive sent to this stack's own rules again. They are hints as they were: what each concerns is
 * looked at, and decided on what is true then.
 */
export async function replay(
  command: CommandOf<'replay'>,
  ports: OperatePorts,
  call: Call,
): Promise<ReplayTold | ReplayProgress> {
  if (command.name === undefined) return start(command, ports, call);
  const found = await existing(command.name, ports, call);
  if (command.cancel !== true) return tellProgress(found, 'replayed');
  if ((await ports.cancelReplay(found.name)) === 'cancelling')
    return { ...tellProgress(found, 'cancelling: replayed'), state: 'CANCELLING' };
  const expected = 'a replay that is STARTING or RUNNING';
  throw new BadCommand([{ field: 'payload.name', got: `${found.name}, which is ${found.state}`, expected }]);
}

async function start(
  { from = '', to = '', by }: CommandOf<'replay'>,
  { readArchive, startReplay }: OperatePorts,
  { now, archive: archiveName }: Call,
): Promise<ReplayTold> {
  const window = windowOf({ from, to }, await readArchive(), now());
  const name = `${archiveName}-${compact(now())}`;
  const description = by === undefined ? 'asked by an operator' : `asked by ${by}`;
  switch (await startReplay({ name, description, ...window })) {
    case 'started':
      break;
    case 'name is taken':
      throw new SignpostError(
        `A replay was started within this very second (${name}): nothing was done, invoke again.`,
      );
    case 'too many':
      throw new SignpostError(
        'EventBridge runs 10 replays at a time in an account and Region, those of others included, expected room for ' +
          'one more: nothing was done, invoke again when one has ended (`aws events list-replays --state RUNNING`).',
      );
  }
  return {
    done: `replaying ${tellTime(window.from)} to ${tellTime(window.to)} to the rules of this stack alone`,
    replay: name,
    state: 'STARTING',
    ...(window.to > now() - LAG && {
      note: `the archive may be 10 minutes behind: of what happened after ${tellTime(now() - LAG)} something may be missing; replay that again later`,
    }),
  };
}

async function existing(name: string, { readReplay }: OperatePorts, { archive }: Call): Promise<Replay> {
  const isOurs = name.startsWith(`${archive}-`);
  const found = isOurs ? await readReplay(name) : undefined;
  if (found !== undefined) return found;
  const expected = isOurs
    ? 'a replay that there is: EventBridge keeps them for 90 days'
    : `a replay that this stack started: ${archive}-…, as the answer to its start told`;
  throw new BadCommand([{ field: 'payload.name', got: name, expected }]);
}

function tellProgress(found: Replay, verb: string): ReplayProgress {
  const { name, state, from, to, lastReplayed, reason, startedAt, endedAt } = found;
  const percent = state === 'COMPLETED' ? 100 : share(lastReplayed ?? from, found);
  return {
    done: `${verb} ${percent} % of ${tellTime(from)} to ${tellTime(to)}`,
    replay: name,
    state,
    from: tellTime(from),
    to: tellTime(to),
    percent,
    ...(lastReplayed !== undefined && { lastReplayed: tellTime(lastReplayed) }),
    ...(reason !== undefined && { reason }),
    ...(startedAt !== undefined && { started: tellTime(startedAt) }),
    ...(endedAt !== undefined && { ended: tellTime(endedAt) }),
  };
}

function share(at: number, { from, to }: Replay): number {
  return Math.max(0, Math.min(99, Math.floor((100 * (at - from)) / (to - from))));
}

/** `20260101T000500`: with the archive's name of 48 characters at most, the 64 that a replay's may have. */
const compact = (at: number) => tellTime(at).replace(/\.\d+Z$|[-:]/g, '');

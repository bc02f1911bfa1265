import { AwsError } from '../../world/aws-error.ts';
import type { Caller, Operations } from '../../world/caller.ts';
import type { Clock } from '../../world/clock.ts';
import type { Archives } from './archives.ts';
import type { DefaultBus } from './default-bus.ts';
import { type Filters, oneFilter, type Page, page } from './list-page.ts';

interface Replay {
  readonly ReplayName: string;
  readonly ReplayArn: string;
  readonly Description?: string;
  readonly EventSourceArn: string;
  readonly Destination: { readonly Arn: string; readonly FilterArns?: readonly string[] };
  /** Epoch seconds, as the protocol writes them. */
  readonly EventStartTime: number;
  readonly EventEndTime: number;
  readonly ReplayStartTime: number;
  State: 'STARTING' | 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED';
  EventLastReplayedTime?: number;
  ReplayEndTime?: number;
}

type Start = Pick<
  Replay,
  'ReplayName' | 'Description' | 'EventSourceArn' | 'Destination' | 'EventStartTime' | 'EventEndTime'
>;

/** Of an account and Region, at a time. */
const AT_ONCE = 10;

/** In which order events of a replay come. */
export type InOrder = <Event>(events: readonly Event[]) => readonly Event[];

/** Replays of the archives: the same events again with `replay-name`, to the rules of `FilterArns` only, archived by nobody. */
export function replayOperations(
  archives: Archives,
  bus: DefaultBus,
  now: Clock,
  inOrder: InOrder,
): Operations {
  const replays = new Map<string, Replay>();

  const existing = (caller: Caller, name: string): Replay => {
    const replay = replays.get(replayArn(caller, name));
    if (replay === undefined)
      throw new AwsError('ResourceNotFoundException', `Replay ${name} does not exist.`);
    return replay;
  };

  const run = async (replay: Replay) => {
    if (replay.State === 'STARTING') replay.State = 'RUNNING';
    const due = (archives.byArn(replay.EventSourceArn)?.events ?? [])
      .filter(({ time }) => within(Date.parse(time) / 1000, replay))
      .toSorted((left, right) => left.time.localeCompare(right.time));
    for (const event of inOrder(due)) {
      if (replay.State !== 'RUNNING') break;
      bus.publish({ ...event, 'replay-name': replay.ReplayName }, replay.Destination.FilterArns);
      replay.EventLastReplayedTime = Date.parse(event.time) / 1000;
      // As fast as the bus takes them, so that a replay can be cancelled.
      await bus.settled();
    }
    replay.State = replay.State === 'RUNNING' ? 'COMPLETED' : 'CANCELLED';
    replay.ReplayEndTime = now() / 1000;
  };

  return {
    StartReplay: (input: Start, caller: Caller) => {
      check(input, archives);
      const arn = replayArn(caller, input.ReplayName);
      if (replays.has(arn)) {
        throw new AwsError('ResourceAlreadyExistsException', `Replay ${input.ReplayName} already exists.`);
      }
      refuseTooMany([...replays.values()].filter(isRunning).filter(isOf(caller)));
      const replay: Replay = {
        ...input,
        ReplayArn: arn,
        ReplayStartTime: now() / 1000,
        State: 'STARTING',
      };
      replays.set(arn, replay);
      setImmediate(() => void run(replay));
      return { ReplayArn: arn, State: 'STARTING', ReplayStartTime: replay.ReplayStartTime };
    },
    DescribeReplay: ({ ReplayName }: Start, caller: Caller) => existing(caller, ReplayName),
    ListReplays: (input: Filters & Page, caller: Caller) => {
      oneFilter('ListReplays', input);
      const { NamePrefix = '', EventSourceArn, State } = input;
      const found = [...replays.values()]
        .filter(({ ReplayArn, ReplayName }) => ReplayArn === replayArn(caller, ReplayName))
        .filter((replay) => replay.ReplayName.startsWith(NamePrefix))
        .filter((replay) => (EventSourceArn ?? replay.EventSourceArn) === replay.EventSourceArn)
        .filter((replay) => (State ?? replay.State) === replay.State)
        .map(({ ReplayArn: _, Description: __, Destination: ___, ...summary }) => summary);
      return page('Replays', found, input);
    },
    CancelReplay: ({ ReplayName }: Start, caller: Caller) => {
      const replay = existing(caller, ReplayName);
      if (replay.State !== 'STARTING' && replay.State !== 'RUNNING') {
        throw new AwsError(
          'IllegalStatusException',
          `Replay ${ReplayName} is not in a valid state for this operation.`,
        );
      }
      replay.State = 'CANCELLING';
      return { ReplayArn: replay.ReplayArn, State: replay.State };
    },
  };
}

const isRunning = ({ State }: Replay) => ['STARTING', 'RUNNING', 'CANCELLING'].includes(State);

const isOf =
  (caller: Caller) =>
  ({ ReplayArn, ReplayName }: Replay) =>
    ReplayArn === replayArn(caller, ReplayName);

function refuseTooMany(running: readonly Replay[]): void {
  if (running.length < AT_ONCE) return;
  throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
}

function check(input: Start, archives: Archives): void {
  const { Destination, EventSourceArn } = input;
  if (!/^arn:[^:]+:events:[^:]+:\d{12}:event-bus\//.test(Destination.Arn))
    throw invalid('Destination.Arn', 'Must contain an event bus ARN.');
  const archive = archives.byArn(EventSourceArn);
  if (archive === undefined) {
    throw invalid('EventSourceArn', `Archive ${EventSourceArn.split('/').at(-1)} does not exist.`);
  }
  if (Destination.Arn !== archive.source)
    throw invalid('Destination.Arn', 'Cross event bus replay is not permitted.');
  if (input.EventEndTime <= input.EventStartTime)
    throw invalid('EventEndTime', 'EventStartTime must be before EventEndTime.');
}

function invalid(parameter: string, reason: string): AwsError {
  return new AwsError('ValidationException', `Parameter ${parameter} is not valid. Reason: ${reason}`);
}

function within(time: number, { EventStartTime, EventEndTime }: Start): boolean {
  return time >= EventStartTime && time < EventEndTime;
}

function replayArn({ account, region }: Caller, name: string): string {
  return `arn:aws:events:${region}:${account}:replay/${name}`;
}

import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  type EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import type { Archive, Replay } from './replay.ts';

export type ReadArchive = () => Promise<Archive>;
/** Undefined: there is none of that name (any more: EventBridge keeps replays for 90 days). */
export type ReadReplay = (name: string) => Promise<Replay | undefined>;

export function readArchive(client: EventBridgeClient, archiveArn: string): ReadArchive {
  const ArchiveName = nameOfArchive(archiveArn);
  return async () => {
    const { CreationTime, RetentionDays, EventCount } = await client.send(
      new DescribeArchiveCommand({ ArchiveName }),
    );
    return {
      createdAt: CreationTime?.getTime() ?? 0,
      retentionDays: RetentionDays ?? 0,
      events: EventCount ?? 0,
    };
  };
}

export function readReplay(client: EventBridgeClient): ReadReplay {
  return async (name) => {
    const found = await client
      .send(new DescribeReplayCommand({ ReplayName: name }))
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
        throw error;
      });
    if (found === undefined) return undefined;
    const { State, StateReason, EventLastReplayedTime, ReplayStartTime, ReplayEndTime } = found;
    return {
      name,
      state: State ?? 'STARTING',
      from: found.EventStartTime?.getTime() ?? 0,
      to: found.EventEndTime?.getTime() ?? 0,
      ...(StateReason && { reason: StateReason }),
      ...(EventLastReplayedTime && { lastReplayed: EventLastReplayedTime.getTime() }),
      ...(ReplayStartTime && { startedAt: ReplayStartTime.getTime() }),
      ...(ReplayEndTime && { endedAt: ReplayEndTime.getTime() }),
    };
  };
}

export const nameOfArchive = (arn: string): string => arn.split('/').at(-1) ?? '';

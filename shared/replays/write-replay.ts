import { CancelReplayCommand, type EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import type { OwnRules } from './own-rules.ts';
import type { ReplayWindow } from './replay.ts';

export interface ReplayToStart extends ReplayWindow {
  readonly name: string;
  readonly description: string;
}

/** Which rules hear of it is not the caller's to say. */
export type StartReplay = (replay: ReplayToStart) => Promise<'started' | 'name is taken' | 'too many'>;

/** `not running`: it has ended before. */
export type CancelReplay = (name: string) => Promise<'cancelling' | 'not running'>;

/** Replays of one archive to the bus that it was made from, as EventBridge demands, and on that to these rules alone. */
export function startReplay(client: EventBridgeClient, archiveArn: string, rules: OwnRules): StartReplay {
  return async ({ name, description, from, to }) => {
    const command = new StartReplayCommand({
      ReplayName: name,
      Description: description,
      EventSourceArn: archiveArn,
      EventStartTime: new Date(from),
      EventEndTime: new Date(to),
      Destination: { Arn: busOf(archiveArn), FilterArns: [...rules] },
    });
    try {
      await client.send(command);
      return 'started';
    } catch (error) {
      if (isCalled(error, 'ResourceAlreadyExistsException')) return 'name is taken';
      if (isCalled(error, 'LimitExceededException')) return 'too many';
      throw error;
    }
  };
}

export function cancelReplay(client: EventBridgeClient): CancelReplay {
  return async (name) => {
    try {
      await client.send(new CancelReplayCommand({ ReplayName: name }));
      return 'cancelling';
    } catch (error) {
      if (isCalled(error, 'IllegalStatusException')) return 'not running';
      throw error;
    }
  };
}

const busOf = (archiveArn: string) => archiveArn.replace(/:archive\/.*$/, ':event-bus/default');

const isCalled = (error: unknown, name: string) => error instanceof Error && error.name === name;

import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { ownRules } from '../../../shared/replays/own-rules.ts';
import { cancelReplay, startReplay } from '../../../shared/replays/write-replay.ts';

const ARCHIVE = 'arn:aws:events:us-east-1:111122223333:archive/signpost-us-east-1-events';
const RULE = 'arn:aws:events:us-east-1:111122223333:rule/signpost-us-east-1-elb-calls';
const rules = ownRules(RULE, { name: 'signpost', region: 'us-east-1', account: '111122223333' });
const REPLAY = { name: 'replay-1', description: 'asked', from: 0, to: 60_000 };

/** A client that keeps what it is sent, or refuses it. */
function clientThat(refuses?: string) {
  const sent: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    sent.push(input);
    if (refuses !== undefined) throw Object.assign(new Error(refuses), { name: refuses });
    return {};
  };
  return { sent, client: { send } as unknown as EventBridgeClient };
}

describe('a replay', () => {
  it('goes to the bus of its archive, and there to the rules of the stack alone', async () => {
    const { sent, client } = clientThat();
    expect(await startReplay(client, ARCHIVE, rules)(REPLAY)).toBe('started');
    expect(sent).toEqual([
      {
        ReplayName: 'replay-1',
        Description: 'asked',
        EventSourceArn: ARCHIVE,
        EventStartTime: new Date(0),
        EventEndTime: new Date(60_000),
        Destination: {
          Arn: 'arn:aws:events:us-east-1:111122223333:event-bus/default',
          FilterArns: [RULE],
        },
      },
    ]);
  });

  it.each([
    ['ResourceAlreadyExistsException', 'name is taken'],
    ['LimitExceededException', 'too many'],
  ])('that EventBridge refuses with %s: %s', async (error, told) => {
    expect(await startReplay(clientThat(error).client, ARCHIVE, rules)(REPLAY)).toBe(told);
  });

  it('that is refused for another reason fails', async () => {
    await expect(startReplay(clientThat('AccessDenied').client, ARCHIVE, rules)(REPLAY)).rejects.toThrow();
  });

  it('is cancelled while it runs', async () => {
    expect(await cancelReplay(clientThat().client)('replay-1')).toBe('cancelling');
    expect(await cancelReplay(clientThat('IllegalStatusException').client)('replay-1')).toBe('not running');
    await expect(cancelReplay(clientThat('AccessDenied').client)('replay-1')).rejects.toThrow();
  });
});

import { expect, it } from 'vitest';
import type { Hint } from '../../../shared/events/hint.ts';
import { parseMessage } from '../../../shared/events/parse-message.ts';
import { type HintToSend, writeHints } from '../../../shared/events/write-hints.ts';
import { AwsError } from '../../world/aws-error.ts';
import { worldClient } from '../../world/client.ts';
import { REGION, TIME } from './samples.ts';

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds: number;
}
type Refusal = { readonly SenderFault: boolean } | undefined;

const CALLER = { account: '123456789012', region: REGION };
const URL = 'https://sqs.us-east-1.amazonaws.com/123456789012/hints';

/** A queue that refuses messages of a call as it is told to: each by itself, as SQS does. */
function queue(refuse: (host: string, call: number) => Refusal = () => undefined) {
  const taken: { hint: Hint; delay: number }[] = [];
  const calls: { url: string; count: number; ids: number }[] = [];
  const SendMessageBatch = ({ QueueUrl, Entries }: { QueueUrl: string; Entries: Entry[] }) => {
    calls.push({ url: QueueUrl, count: Entries.length, ids: new Set(Entries.map(({ Id }) => Id)).size });
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const { Id, MessageBody, DelaySeconds } of Entries) {
      const [hint] = parseMessage(MessageBody, { region: REGION, tagPrefix: 'signpost' });
      const refusal = refuse(hint!.kind === 'name' ? hint!.host : '', calls.length);
      if (refusal !== undefined) {
        Failed.push({ Id, Code: 'InternalError', Message: 'not now', ...refusal });
        continue;
      }
      taken.push({ hint: hint!, delay: DelaySeconds });
      Successful.push({ Id });
    }
    return { Successful, Failed };
  };
  const send = writeHints(worldClient({ SendMessageBatch }, CALLER), URL);
  return { taken, calls, send };
}

const hints = (count: number): HintToSend[] =>
  Array.from({ length: count }, (_, index) => ({
    hint: {
      kind: 'name',
      zoneId: 'Z1',
      host: `n${index}.example.com`,
      cause: { event: 'sweep', eventId: 'run-1', at: TIME },
    },
  }));

it.each([
  [1, [1]],
  [10, [10]],
  [11, [10, 1]],
  [25, [10, 10, 5]],
])('sends %i hints, ten a call', async (count, batches) => {
  const { taken, calls, send } = queue();
  await send(hints(count));
  expect(taken.map(({ hint }) => hint)).toEqual(hints(count).map(({ hint }) => hint));
  expect(calls).toEqual(batches.map((each) => ({ url: URL, count: each, ids: each })));
});

it('calls nobody for no hints', async () => {
  const { calls, send } = queue();
  await send([]);
  expect(calls).toEqual([]);
});

it.each([
  [undefined, 0],
  [0, 0],
  [-1, 0],
  [2.5, 3],
  [900, 900],
  [5_000, 900],
])('delays %s seconds: %i', async (delaySeconds, delay) => {
  const { taken, send } = queue();
  await send([{ ...hints(1)[0]!, ...(delaySeconds !== undefined && { delaySeconds }) }]);
  expect(taken[0]!.delay).toBe(delay);
});

it('sends again what was refused, and nothing else', async () => {
  const { taken, calls, send } = queue((host, call) =>
    call <= 2 && host === 'n3.example.com' ? { SenderFault: false } : undefined,
  );
  await send(hints(5));
  expect(calls.map(({ count }) => count)).toEqual([5, 1, 1]);
  expect(taken).toHaveLength(5);
});

it('throws if one is refused for good, with its number and the reason', async () => {
  const { calls, send } = queue((host) => (host === 'n3.example.com' ? { SenderFault: false } : undefined));
  await expect(send(hints(5))).rejects.toThrow(/refused 1 hints \(InternalError: not now\)/);
  expect(calls.map(({ count }) => count)).toEqual([5, 1, 1]);
});

it('does not repeat what is our own fault', async () => {
  const { calls, send } = queue((host) => (host === 'n3.example.com' ? { SenderFault: true } : undefined));
  await expect(send(hints(5))).rejects.toThrow('refused 1 hints');
  expect(calls).toHaveLength(1);
});

it('throws what the call throws', async () => {
  const SendMessageBatch = () => {
    throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'no such queue');
  };
  const send = writeHints(worldClient({ SendMessageBatch }, CALLER), URL);
  await expect(send(hints(1))).rejects.toThrow('no such queue');
});

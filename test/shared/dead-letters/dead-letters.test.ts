import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { countDeadLetters, readDeadLetters } from '../../../shared/dead-letters/read-dead-letters.ts';
import { bringBack, deleteDeadLetters } from '../../../shared/dead-letters/write-dead-letters.ts';
import { writeDeadLetter } from '../../../shared/events/write-dead-letter.ts';

const URLS = { 'hints-dlq': 'dlq', 'surveys-asked-dlq': 'asks', undelivered: 'undelivered' };
const TO = { hints: 'hints', 'surveys-asked': 'asked' };

function clientThat(answer: (input: Record<string, unknown>) => object) {
  const sent: Record<string, unknown>[] = [];
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    sent.push(input);
    return answer(input);
  };
  return { sent, client: { send } as unknown as SQSClient };
}
const letter = (id: string) => ({
  messageId: id,
  receiptHandle: `r-${id}`,
  body: id,
  sentAt: 0,
  attributes: {},
});

describe('dead letters', () => {
  it('are read with all that was told of them, and hidden meanwhile', async () => {
    const { sent, client } = clientThat(() => ({
      Messages: [
        {
          MessageId: 'm',
          ReceiptHandle: 'r',
          Body: '{}',
          Attributes: { SentTimestamp: '1000' },
          MessageAttributes: { Reason: { StringValue: 'denied' }, Blob: {} },
        },
      ],
    }));
    expect(await readDeadLetters(client, URLS)('hints-dlq', 60)).toEqual([
      { messageId: 'm', receiptHandle: 'r', body: '{}', sentAt: 1000, attributes: { Reason: 'denied' } },
    ]);
    // A short poll asks a few of SQS's servers, and finds nothing where there is something.
    expect(sent[0]).toMatchObject({ QueueUrl: 'dlq', VisibilityTimeout: 60, WaitTimeSeconds: 1 });
  });

  it('are counted with those that are hidden', async () => {
    const { client } = clientThat(() => ({
      Attributes: { ApproximateNumberOfMessages: '3', ApproximateNumberOfMessagesNotVisible: '2' },
    }));
    expect(await countDeadLetters(client, URLS)('undelivered')).toBe(5);
  });

  it('are brought back by their bodies; those count that the queue took', async () => {
    const { sent, client } = clientThat(() => ({ Successful: [{ Id: '1' }], Failed: [{ Id: '0' }] }));
    expect(await bringBack(client, TO)('hints', [letter('a'), letter('b')])).toEqual([letter('b')]);
    expect(sent).toEqual([
      { QueueUrl: 'hints', Entries: ['a', 'b'].map((MessageBody, at) => ({ Id: String(at), MessageBody })) },
    ]);
  });

  it('that are too long together are brought back in parts', async () => {
    const { sent, client } = clientThat(({ Entries }) => {
      const entries = Entries as readonly { Id: string }[];
      if (entries.length > 1) throw Object.assign(new Error('too long'), { name: 'BatchRequestTooLong' });
      return { Successful: entries };
    });
    const letters = ['a', 'b', 'c'].map(letter);
    expect(await bringBack(client, TO)('hints', letters)).toEqual(letters);
    expect(sent).toHaveLength(5);
    const broken = clientThat(() => {
      throw new Error('denied');
    });
    await expect(bringBack(broken.client, TO)('hints', letters)).rejects.toThrow('denied');
  });

  it('are deleted by their receipts', async () => {
    const { sent, client } = clientThat(() => ({}));
    await deleteDeadLetters(client, URLS)('undelivered', [letter('a')]);
    expect(sent).toEqual([{ QueueUrl: 'undelivered', Entries: [{ Id: '0', ReceiptHandle: 'r-a' }] }]);
  });

  it.each([
    ['as it is', 'denied: für Ünïcode 🙂', 'denied: für Ünïcode 🙂'],
    ['without what SQS takes in no attribute', 'a\u0000b\uffff', 'a?b?'],
    ['cut', 'x'.repeat(5_000), 'x'.repeat(1_000)],
    ['though there is none', '', 'no reason was told'],
  ])('have their reason %s', async (_, reason, told) => {
    const { sent, client } = clientThat(() => ({}));
    await writeDeadLetter(client, 'dlq')({ body: '{}' }, reason);
    expect(sent[0]).toMatchObject({ MessageAttributes: { Reason: { StringValue: told } } });
  });
});

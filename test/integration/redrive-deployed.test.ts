import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, inject, it } from 'vitest';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

// Dead letters of the deployed stack are brought back; what still cannot be read becomes one again, with its reason.

const { url, outputs } = inject('sandbox');
const lambda = new LambdaClient(clientSettings(url));
const queues = new SQSClient(clientSettings(url));

const PLACE = 'us-east-1:000000000000';
const UNREADABLE = JSON.stringify({ signpost: 1, hint: { kind: 'redrive-deployed' } });

async function invoke(payload: object): Promise<{ readonly [key: string]: unknown }> {
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: outputs['OperateFunction'], Payload: JSON.stringify(payload) }),
  );
  return JSON.parse(Payload?.transformToString() ?? 'null');
}

const put = (QueueUrl: string | undefined, MessageBody: string, attributes: Record<string, string>) =>
  queues.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]),
      ),
    }),
  );

async function reasonsIn(QueueUrl: string | undefined): Promise<(string | undefined)[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.filter(({ Body }) => Body === UNREADABLE).map(
    ({ MessageAttributes }) => MessageAttributes?.['Reason']?.StringValue,
  );
}

it('brings undelivered events back, and what cannot be read comes to the dead letters again', {
  timeout: 110_000,
}, async () => {
  const target = { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'not let in' };
  const TARGET_ARN = `arn:aws:sqs:${PLACE}:signpost-us-east-1-hints`;
  await put(outputs['UndeliveredQueueUrl'], UNREADABLE, { ...target, TARGET_ARN });
  const sweep = `arn:aws:lambda:${PLACE}:function:signpost-us-east-1-sweep`;
  await put(outputs['UndeliveredQueueUrl'], '{}', { ...target, TARGET_ARN: sweep });

  const answer = await invoke({ command: 'redrive', queue: 'undelivered', by: 'ann' });
  expect(answer).toMatchObject({
    done: 'brought back 1 message, took out 1, left 0',
    queues: [
      {
        queue: 'undelivered',
        broughtBack: { hints: 1 },
        reasons: expect.arrayContaining([
          { reason: 'not delivered to signpost-us-east-1-hints: NO_PERMISSIONS, not let in', messages: 1 },
        ]),
        complete: true,
      },
    ],
  });
  const dead = outputs['DeadLetterQueueUrl'];
  expect(
    await eventually(
      () => reasonsIn(dead),
      ({ length }) => length === 1,
      40_000,
    ),
  ).toEqual([expect.stringMatching(/^Unreadable message: hint\.kind is "redrive-deployed"/)]);

  // The cause has not gone.
  expect(await invoke({ command: 'redrive', queue: 'hints-dlq' })).toMatchObject({
    done: 'brought back 1 message, took out 0, left 0',
    queues: [{ reasons: [{ reason: expect.stringContaining('redrive-deployed'), messages: 1 }] }],
  });
  await eventually(
    () => reasonsIn(dead),
    ({ length }) => length === 1,
    40_000,
  );
  expect(await invoke({ command: 'status' })).toMatchObject({
    deadLetters: { 'hints-dlq': 1, 'surveys-asked-dlq': 0, undelivered: 0 },
  });
});

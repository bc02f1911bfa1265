import { describe, expect, it } from 'vitest';
import { encodeHint } from '../../../shared/events/hint-message.ts';
import { createClassic } from '../../stage/actions.ts';
import { deadLetterPorts, deadLettersOf, putDeadLetter } from '../../stage/dead-letters.ts';
import { operate } from '../../stage/operate.ts';
import { createStage, type Stage } from '../../stage/stage.ts';

const HINT = encodeHint({
  kind: 'load-balancer',
  id: 'classic/us-east-1/web',
  cause: { event: 'CreateLoadBalancer', eventId: 'e', at: '2026-01-01T00:00:00Z' },
});
const ASK = '{"cluster":"demo","loadBalancers":[],"notBefore":0}';
const PLACE = 'us-east-1:000000000000';
const QUEUE = (what: string) => `arn:aws:sqs:${PLACE}:signpost-us-east-1-${what}`;
const SWEEP = `arn:aws:lambda:${PLACE}:function:signpost-us-east-1-sweep`;
const undelivered = (TARGET_ARN: string, ERROR_CODE = 'NO_PERMISSIONS') => ({
  TARGET_ARN,
  ERROR_CODE,
  ERROR_MESSAGE: 'not let in',
});

const redrive = (stage: Stage, payload: object = {}, ports = {}) =>
  operate(stage, { command: 'redrive', ...payload }, ports);
const counts = (stage: Stage) => Object.values(deadLettersOf(stage)).map(({ length }) => length);

/** Two hints that failed, an ask, and of EventBridge what is for each of its targets and for none of ours. */
async function world(): Promise<Stage> {
  const stage = createStage();
  await createClassic(stage, 'web', 'a.example.com');
  const { archived } = stage;
  stage.queue.splice(0);
  putDeadLetter(stage, 'hints-dlq', HINT, { Reason: 'Failed 100 times, last: denied' });
  putDeadLetter(stage, 'hints-dlq', HINT);
  putDeadLetter(stage, 'surveys-asked-dlq', ASK, { Reason: 'Failed 20 times, last: no bucket' });
  putDeadLetter(stage, 'undelivered', JSON.stringify(archived[0]), undelivered(QUEUE('hints')));
  putDeadLetter(stage, 'undelivered', ASK, undelivered(QUEUE('surveys-asked')));
  putDeadLetter(
    stage,
    'undelivered',
    '{"detail-type":"Scheduled Event"}',
    undelivered(QUEUE('surveys-asked')),
  );
  putDeadLetter(stage, 'undelivered', '{"sweep":"full"}', undelivered(SWEEP, 'NO_RESOURCE'));
  putDeadLetter(stage, 'undelivered', '{}', undelivered(QUEUE('billing')));
  return stage;
}

describe('redrive', () => {
  it('brings each message back to where it belongs, with why it was there', async () => {
    const stage = await world();
    expect(await redrive(stage, { by: 'ann' })).toEqual({
      done: 'brought back 5 messages, took out 2, left 1',
      queues: [
        {
          queue: 'hints-dlq',
          broughtBack: { hints: 2 },
          takenOut: [],
          left: [],
          reasons: [
            { reason: 'Failed 100 times, last: denied', messages: 1 },
            {
              reason: 'none was kept: its invocations died each time, or somebody else sent it',
              messages: 1,
            },
          ],
          complete: true,
        },
        {
          queue: 'surveys-asked-dlq',
          broughtBack: { 'surveys-asked': 1 },
          takenOut: [],
          left: [],
          reasons: [{ reason: 'Failed 20 times, last: no bucket', messages: 1 }],
          complete: true,
        },
        {
          queue: 'undelivered',
          broughtBack: { hints: 1, 'surveys-asked': 1 },
          takenOut: [
            { reason: 'a survey that its schedule asked for: it asks again by itself', messages: 1 },
            { reason: 'a sweep that did not start: the next one looks at everything', messages: 1 },
          ],
          left: [
            {
              reason: `for no target of this stack: TARGET_ARN is "${QUEUE('billing')}"`,
              messages: 1,
            },
          ],
          reasons: [
            {
              reason: 'not delivered to signpost-us-east-1-surveys-asked: NO_PERMISSIONS, not let in',
              messages: 2,
            },
            { reason: 'not delivered to signpost-us-east-1-hints: NO_PERMISSIONS, not let in', messages: 1 },
            { reason: 'not delivered to signpost-us-east-1-sweep: NO_RESOURCE, not let in', messages: 1 },
            {
              reason: 'not delivered to billing: NO_PERMISSIONS, not let in'.replace(
                'billing',
                'signpost-us-east-1-billing',
              ),
              messages: 1,
            },
          ],
          complete: true,
        },
      ],
    });
    expect(stage.queue.map(({ hint }) => hint.kind === 'load-balancer' && hint.id)).toEqual(
      Array(3).fill('classic/us-east-1/web'),
    );
    expect(stage.asks).toHaveLength(2);
    expect(counts(stage)).toEqual([0, 0, 1]);
  });

  it('of one queue leaves the others alone', async () => {
    const stage = await world();
    expect(await redrive(stage, { queue: 'surveys-asked-dlq' })).toMatchObject({
      queues: [{ queue: 'surveys-asked-dlq', broughtBack: { 'surveys-asked': 1 } }],
    });
    expect(counts(stage)).toEqual([2, 0, 5]);
  });

  it('only looks when asked to: nothing is brought back or taken out', async () => {
    const stage = await world();
    expect(await redrive(stage, { look: true })).toMatchObject({
      done: 'would bring back 5 messages, take out 2, leave 1',
      queues: [{ broughtBack: { hints: 2 } }, {}, { takenOut: [{}, {}] }],
    });
    expect(counts(stage)).toEqual([2, 1, 5]);
    expect(stage.queue).toEqual([]);
  });

  it('looks at each message once, however long it takes, and hides it for no more than a minute', async () => {
    const stage = await world();
    const ports = deadLetterPorts(stage);
    const slowly: typeof ports.readDeadLetters = async (queue, seconds) => {
      const read = await ports.readDeadLetters(queue, seconds);
      stage.clock.advance(9_000);
      return read;
    };
    const look = () => {
      const end = stage.clock.now() + 55_000;
      const remaining = () => end - stage.clock.now();
      return redrive(stage, { look: true, queue: 'undelivered' }, { readDeadLetters: slowly, remaining });
    };
    expect(await look()).toMatchObject({ done: 'would bring back 2 messages, take out 2, leave 1' });
    stage.clock.advance(60_000);
    expect(await look()).toMatchObject({ done: 'would bring back 2 messages, take out 2, leave 1' });
  });

  it('brings back as many as are wanted, and says that there are more', async () => {
    const stage = await world();
    expect(await redrive(stage, { most: 1 })).toMatchObject({
      done: 'brought back 1 message, took out 0, left 0; there are more: invoke again',
    });
    expect(counts(stage)).toEqual([1, 1, 5]);
  });

  it('leaves alone what has become a dead letter since it began', async () => {
    const stage = await world();
    const ports = deadLetterPorts(stage);
    const bringBack: typeof ports.bringBack = async (_to, letters) => {
      // The cause has not gone: they fail again at once.
      for (const { body } of letters) putDeadLetter(stage, 'hints-dlq', body, { Reason: 'again' });
      for (const letter of deadLettersOf(stage)['hints-dlq'])
        if (letter.attributes['Reason'] === 'again') Object.assign(letter, { sentAt: stage.clock.now() });
      return letters;
    };
    expect(await redrive(stage, { queue: 'hints-dlq' }, { bringBack })).toMatchObject({
      done: 'brought back 2 messages, took out 0, left 0',
    });
    expect(deadLettersOf(stage)['hints-dlq'].map(({ attributes }) => attributes['Reason'])).toEqual([
      'again',
      'again',
    ]);
  });

  it('deletes nothing that the queue did not take', async () => {
    const stage = await world();
    const bringBack = async (_: string, letters: readonly unknown[]) => letters.slice(1);
    expect(await redrive(stage, { queue: 'hints-dlq' }, { bringBack })).toMatchObject({
      queues: [{ broughtBack: { hints: 1 }, left: [{ reason: 'hints did not take it', messages: 1 }] }],
    });
    expect(counts(stage)[0]).toBe(1);
  });

  it('is told by status', async () => {
    expect(await operate(await world(), { command: 'status' })).toMatchObject({
      deadLetters: { 'hints-dlq': 2, 'surveys-asked-dlq': 1, undelivered: 5 },
    });
  });

  it.each([
    [
      'another queue',
      { queue: 'hints' },
      'payload.queue: got "hints", expected "hints-dlq", "surveys-asked-dlq"',
    ],
    ['no messages', { most: 0 }, 'payload.most: got 0, expected how many messages'],
  ])('of %s is refused', async (_, payload, words) => {
    await expect(redrive(await world(), payload)).rejects.toThrow(words);
  });
});

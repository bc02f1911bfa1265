import { createClassic, deleteClassic, tagClassic, untagClassic } from '../stage/actions.ts';
import { putDeadLetter } from '../stage/dead-letters.ts';
import { drain } from '../stage/drain.ts';
import { instrument } from '../stage/faults.ts';
import type { Stage } from '../stage/stage.ts';
import { sweep } from '../stage/sweep.ts';

/** What happened before each payload of a section, in their order. */
export type Scene = readonly ((stage: Stage) => Promise<void>)[];

const MINUTE = 60_000;
const SHOP = 'shop.example.com';

const nothing = async () => undefined;
/** Nothing but the looks of a freeze is left then. */
const settle = (stage: Stage) => drain(stage, instrument(stage.ports), 5 * MINUTE);
const make = async (stage: Stage, name: string, host: string) => {
  await createClassic(stage, name, host);
  await settle(stage);
};
const published = (stage: Stage) => make(stage, 'shop', SHOP);
/** A load balancer is replaced, by hand and not by the line that it is of. */
async function replaced(stage: Stage): Promise<void> {
  await deleteClassic(stage, { arn: 'shop', dnsName: '' });
  await make(stage, 'shop-2', SHOP);
}

/** More names than the limit, for more than an hour; then all of their load balancers go. */
async function tripped(stage: Stage): Promise<void> {
  for (let index = 1; index <= 25; index += 1)
    await createClassic(stage, `old-${index}`, `old-${index}.example.com`);
  await createClassic(stage, 'shop', SHOP);
  await settle(stage);
  await sweep(stage);
  stage.clock.advance(60 * MINUTE);
  for (let index = 1; index <= 25; index += 1)
    await deleteClassic(stage, { arn: `old-${index}`, dnsName: '' });
  await settle(stage);
}

export const SCENES: Readonly<Record<string, Scene>> = {
  'How to say it': [nothing, nothing],
  'How are things?': [
    async (stage) => {
      await published(stage);
      await make(stage, 'blog', 'blog.example.com');
    },
  ],
  'A zone is to be left alone for a while': [published, replaced, nothing],
  'Something wrong is being written right now': [
    async (stage) => {
      await published(stage);
      await tagClassic(
        stage,
        { arn: 'shop', dnsName: '' },
        {
          'signpost/record-type': 'cname',
          'signpost/target': 'shop.staging.example.net',
        },
      );
      await settle(stage);
    },
    nothing,
    async (stage) => {
      for (const key of ['signpost/record-type', 'signpost/target'])
        await untagClassic(stage, { arn: 'shop', dnsName: '' }, key);
      stage.queue.splice(0);
    },
    settle,
  ],
  'The brake is on': [tripped, settle],
  'What would it do now?': [
    async (stage) => {
      await published(stage);
      await createClassic(stage, 'blog', 'blog.example.com');
    },
  ],
  'What about this one name?': [
    async (stage) => {
      await published(stage);
      await make(stage, 'shop-2', SHOP);
    },
  ],
  'A name does not follow': [(stage) => make(stage, 'shop', 'shop.exmaple.com'), nothing],
  'Events were lost': [
    async (stage) => {
      stage.clock.advance(10 * MINUTE);
      await createClassic(stage, 'shop', SHOP);
      stage.queue.splice(0);
      stage.clock.advance(50 * MINUTE);
    },
    async (stage) => {
      await settle(stage);
      stage.clock.advance(12_000 - 5 * MINUTE);
    },
    nothing,
  ],
  'Messages in the dead-letter queue': [
    async (stage) => {
      await published(stage);
      await make(stage, 'blog', 'blog.example.com');
      const [body = ''] = stage.archived.map((event) => JSON.stringify(event));
      const Reason =
        'Failed 100 times, last: classic/us-east-1/shop: User: … is not authorized to perform: elasticloadbalancing:DescribeTags';
      for (const _ of [1, 2]) putDeadLetter(stage, 'hints-dlq', body, { Reason });
      putDeadLetter(stage, 'undelivered', body, {
        TARGET_ARN: 'arn:aws:sqs:us-east-1:000000000000:signpost-us-east-1-hints',
        ERROR_CODE: 'NO_PERMISSIONS',
        ERROR_MESSAGE: 'the policy of the queue does not let EventBridge in',
      });
      putDeadLetter(stage, 'undelivered', '{"sweep":"full"}', {
        TARGET_ARN: 'arn:aws:lambda:us-east-1:000000000000:function:signpost-us-east-1-sweep',
        ERROR_CODE: 'NO_RESOURCE',
        ERROR_MESSAGE: 'no such function',
      });
    },
    // Whoever looked a moment ago would find them hidden.
    async (stage) => stage.clock.advance(60_000),
    settle,
  ],
};

/** What stands in the zone once all of a section was said, and all is quiet. */
export const ENDS: Readonly<Record<string, readonly string[]>> = {
  'How to say it': [],
  'How are things?': ['blog.example.com A', `${SHOP} A`],
  'A zone is to be left alone for a while': [`${SHOP} A`],
  'Something wrong is being written right now': [`${SHOP} A`],
  'The brake is on': [`${SHOP} A`],
  'What would it do now?': ['blog.example.com A', `${SHOP} A`],
  'What about this one name?': [`${SHOP} A`],
  'A name does not follow': [],
  'Events were lost': [`${SHOP} A`],
  'Messages in the dead-letter queue': ['blog.example.com A', `${SHOP} A`],
};

import { describe, expect, it } from 'vitest';
import type { Planned } from '../../../functions/operate/tell-plan.ts';
import type { LoadBalancerId, Look } from '../../../shared/load-balancers/load-balancer.ts';
import { createClassic, createV2, deleteV2, foreign, plainA, tagV2, untagV2 } from '../../stage/actions.ts';
import { delegate } from '../../stage/delegation-stories.ts';
import { drain } from '../../stage/drain.ts';
import { operate } from '../../stage/operate.ts';
import { routedStories } from '../../stage/routed-stories.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { type Cast, type Story, stories } from '../../stage/stories.ts';
import { sweep } from '../../stage/sweep.ts';

const plan = (stage: Stage, payload: object = {}, ports = {}) =>
  operate(stage, { command: 'plan', ...payload }, ports);
const NOTHING = { records: 0, removals: 0, retargets: 0, leaving: 0, refused: 0, ledger: 0 };

/** All that the world would notice: the ledger, Route 53's calls, the queues. */
const worldOf = (stage: Stage) =>
  structuredClone([
    stage.dynamodb.items('ledger'),
    stage.route53.calls,
    stage.queue,
    stage.asks,
    stage.decisions,
  ]);

async function world() {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'a.example.com');
  await createClassic(stage, 'old', 'b.example.com');
  await drain(stage);
  return { stage, web };
}

describe('over a settled world', () => {
  it('a plan is empty, and says of how much', async () => {
    const { stage } = await world();
    expect(await plan(stage)).toEqual({
      done: 'looked at 2 load balancers: sync would change nothing',
      complete: true,
      lookedAt: 2,
      names: 2,
      changes: NOTHING,
      first: [],
      firstRefused: [],
      notLookedAt: { count: 0, first: [] },
    });
  });

  it.each([...stories, ...routedStories].map((story) => [story.name, story] as const))(
    'after each step of a story it is empty, and leaves no trace: %s',
    async (_, story: Story) => {
      const stage = createStage(story.policy ? { policy: story.policy } : {});
      const cast: Cast = {};
      for (const step of story.steps) {
        await step.act(stage, cast);
        await drain(stage, undefined, step.lasting);
        await sweep(stage);
        await drain(stage, undefined, step.lasting);
        const before = worldOf(stage);
        expect(await plan(stage), step.told).toMatchObject({ complete: true, changes: NOTHING, first: [] });
        expect(worldOf(stage)).toEqual(before);
      }
    },
  );
});

describe('what sync would do is told, and not done', () => {
  it.each<[string, (world: Awaited<ReturnType<typeof planned>>) => Promise<unknown>, object]>([
    [
      'a load balancer that nobody heard of',
      ({ stage }) => createV2(stage, 'new', 'c.example.com'),
      {
        done: 'looked at 3 load balancers: sync would change 1 name',
        changes: { ...NOTHING, records: 1 },
        first: [
          {
            name: 'c.example.com',
            zone: 'ZPUBLIC',
            would: expect.stringMatching(/^CREATE A alias to new-/),
            readFirst: true,
            outcomes: [{ outcome: 'published', reason: expect.stringContaining('not checked') }],
          },
        ],
      },
    ],
    [
      'another target',
      ({ stage, web }) =>
        tagV2(stage, web, { 'signpost/record-type': 'cname', 'signpost/target': 'x.example.net' }),
      {
        changes: { ...NOTHING, records: 1 },
        first: [
          {
            name: 'a.example.com',
            would: expect.stringMatching(/^DELETE A alias to web-\S+; CREATE CNAME x\.example\.net$/),
          },
        ],
      },
    ],
    [
      'a tag that went: the first look misses it',
      ({ stage, web }) => untagV2(stage, web),
      {
        changes: { ...NOTHING, leaving: 1, ledger: 1 },
        first: [{ name: 'a.example.com', outcomes: [{ outcome: 'leaving' }] }],
      },
    ],
    [
      'a name that no zone holds',
      ({ stage, web }) => tagV2(stage, web, { 'signpost/hostname': 'a.example.com a.nowhere.org' }),
      {
        changes: { ...NOTHING, refused: 1 },
        first: [],
        firstRefused: [
          { name: 'a.nowhere.org', reason: expect.stringContaining('no configured public zone') },
        ],
      },
    ],
  ])('%s', async (_, act, told) => {
    const at = await planned();
    await act(at);
    at.stage.queue.splice(0);
    const before = worldOf(at.stage);
    expect(await plan(at.stage)).toMatchObject(told);
    expect(worldOf(at.stage)).toEqual(before);
  });
  const planned = world;

  it('what sync does then is what was told', async () => {
    const { stage, web } = await world();
    await createV2(stage, 'new', 'c.example.com');
    await tagV2(stage, web, { 'signpost/hostname': 'd.example.com' });
    const queued = stage.queue.splice(0);
    const answer = (await plan(stage)) as Planned;
    const told = answer.first.filter(({ would }) => would !== undefined).map(({ name }) => name);
    stage.queue.push(...queued);
    const changes = stage.route53.changes.length;
    await drain(stage, undefined, 1_000);
    const written = stage.route53.changes
      .slice(changes)
      .flatMap((batch) => batch.changes.map(({ ResourceRecordSet: set }) => set?.Name?.replace(/\.$/, '')));
    expect(told.toSorted()).toEqual(['c.example.com', 'd.example.com']);
    expect(written).toEqual(expect.arrayContaining(told));
  });

  it('a record of somebody else is not known: that the name would be read first is told', async () => {
    const { stage } = await world();
    await foreign(stage, 'CREATE', plainA('c.example.com'));
    await createV2(stage, 'new', 'c.example.com');
    expect(await plan(stage)).toMatchObject({ first: [{ name: 'c.example.com', readFirst: true }] });
    await drain(stage);
    expect(await plan(stage)).toMatchObject({ changes: NOTHING });
  });

  it('what it finds to be delegated it does not remember', async () => {
    const { stage } = await world();
    await delegate(stage, 'CREATE', 'team.example.com');
    await createV2(stage, 'first', 'a.team.example.com');
    await drain(stage);
    // An hour on, whoever asks for a name below would read its parents again, and write that down.
    stage.clock.advance(2 * 3_600_000);
    await createV2(stage, 'next', 'b.team.example.com');
    stage.queue.splice(0);
    const before = worldOf(stage);
    expect(await plan(stage)).toMatchObject({
      first: [
        {
          name: 'b.team.example.com',
          outcomes: [
            { outcome: 'refused', reason: expect.stringContaining('delegated to team.example.com') },
          ],
        },
      ],
    });
    expect(worldOf(stage)).toEqual(before);
  });

  it('under a freeze it tells what that would hold back', async () => {
    const { stage, web } = await world();
    await operate(stage, { command: 'freeze', scope: 'stack', minutes: 60, reason: 'audit' });
    await tagV2(stage, web, { 'signpost/record-type': 'cname', 'signpost/target': 'x.example.net' });
    expect(await plan(stage)).toMatchObject({
      changes: { ...NOTHING, ledger: 1 },
      first: [{ outcomes: [{ outcome: 'held back', reason: expect.stringContaining('it would DELETE A') }] }],
    });
  });

  it('who must make way is looked at, in whatever page it is', async () => {
    const { stage, web } = await world();
    await deleteV2(stage, web);
    await createV2(stage, 'next', 'a.example.com');
    stage.queue.splice(0);
    expect(await plan(stage)).toMatchObject({ complete: true, lookedAt: 3 });
  });
});

describe('what could not be seen', () => {
  it('is told, and never taken for nothing', async () => {
    const { stage, web } = await world();
    const listLoadBalancers: typeof stage.ports.listLoadBalancers = async (ids) =>
      new Map<LoadBalancerId, Look>([
        ...(await stage.ports.listLoadBalancers(ids)),
        [web.arn as LoadBalancerId, { kind: 'unknown', error: new Error('Throttling') }],
      ]);
    expect(await plan(stage, {}, { listLoadBalancers })).toMatchObject({
      done: 'looked at 1 load balancer, and NOT at everything (1 told in notLookedAt): of what was seen, sync would change nothing',
      complete: false,
      notLookedAt: { count: 1, first: [{ what: web.arn, reason: 'Throttling' }] },
    });
  });

  it('for want of time is told with where to go on', async () => {
    const stage = createStage();
    for (let index = 100; index < 310; index += 1) await createClassic(stage, `lb-${index}`, undefined);
    const slow: typeof stage.ports.listLoadBalancers = async (ids) => {
      stage.clock.advance(40_000);
      return stage.ports.listLoadBalancers(ids);
    };
    const began = stage.clock.now();
    const remaining = () => began + 55_000 - stage.clock.now();
    const first = await plan(stage, {}, { listLoadBalancers: slow, remaining });
    expect(first).toMatchObject({
      complete: false,
      lookedAt: 200,
      notLookedAt: { count: 10 },
      next: 'classic/us-east-1/lb-299',
    });
    expect(await plan(stage, { after: 'classic/us-east-1/lb-299' })).toMatchObject({
      complete: true,
      lookedAt: 10,
    });
  });
});

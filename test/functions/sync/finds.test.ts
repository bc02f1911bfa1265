import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../../shared/ledger/load-balancer-row.ts';
import {
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  setAddressType,
  tagV2,
  untagV2,
} from '../../stage/actions.ts';
import { drain, surveyBySchedule } from '../../stage/drain.ts';
import { createStage, type Stage, TABLE } from '../../stage/stage.ts';
import { surveyed } from '../../stage/surveyed.ts';
import { lightSweep, sweep } from '../../stage/sweep.ts';

const found = (stage: Stage) => stage.finds.splice(0).map(({ found: what, names }) => [what, ...names]);

/** A settled world with somebody in it. */
async function settled(tags: Record<string, string> = {}) {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'a.example.com', { Type: 'network', tags });
  const old = await createClassic(stage, 'old', 'c.example.com');
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  expect(stage.finds).toEqual([]);
  return { stage, web, old };
}
type World = Awaited<ReturnType<typeof settled>>;

const acts: readonly [string, (world: World) => Promise<unknown>, readonly (readonly string[])[]][] = [
  [
    'one that is made',
    ({ stage }) => createV2(stage, 'new', 'n.example.com'),
    [['new', 'ZPUBLIC#n.example.com']],
  ],
  ['one that claims nothing', ({ stage }) => createV2(stage, 'new', undefined, { tags: { team: 'a' } }), []],
  [
    'other names',
    ({ stage, web }) => tagV2(stage, web, { 'signpost/hostname': 'b.example.com' }),
    [['tags', 'ZPUBLIC#a.example.com', 'ZPUBLIC#b.example.com']],
  ],
  ['no names any more', ({ stage, web }) => untagV2(stage, web), [['tags', 'ZPUBLIC#a.example.com']]],
  ['one that is gone', ({ stage, web }) => deleteV2(stage, web), [['gone', 'ZPUBLIC#a.example.com']]],
  ['a tag that decides nothing', ({ stage, web }) => tagV2(stage, web, { team: 'b' }), []],
];

describe.each([
  ['a light', lightSweep],
  ['a full', sweep],
])('%s sweep alone finds', (_, sweepIt) => {
  it.each(acts)('%s', async (__, act, told) => {
    const world = await settled();
    const { stage } = world;
    stage.events.heard = 'nothing';
    await act(world);
    await sweepIt(stage);
    await drain(stage);
    expect(found(stage)).toEqual(told);
    await sweep(stage);
    await lightSweep(stage);
    await drain(stage);
    expect(found(stage), 'once').toEqual([]);
  });

  it.each(acts)('nothing where an event tells of %s, though late', async (__, act) => {
    const world = await settled();
    const { stage } = world;
    stage.events.heard = 'nothing';
    await act(world);
    await sweepIt(stage);
    stage.clock.advance(50_000);
    for (const { id } of await stage.listAllLoadBalancers())
      stage.put({
        kind: 'load-balancer',
        id,
        cause: { event: 'AddTags', eventId: 'e', at: '2026-01-01T00:00:00Z' },
      });
    stage.put({
      kind: 'load-balancer',
      id: world.web.arn as `arn:${string}`,
      cause: { event: 'DeleteLoadBalancer', eventId: 'e', at: '2026-01-01T00:00:00Z' },
    });
    await drain(stage);
    expect(found(stage)).toEqual([]);
  });
});

describe('a full sweep finds', () => {
  it('other records by the same tags', async () => {
    const { stage, web } = await settled();
    stage.events.heard = 'nothing';
    await setAddressType(stage, web, 'dualstack');
    expect(await lightSweep(stage)).toBe(0);
    await sweep(stage);
    await drain(stage);
    expect(found(stage)).toEqual([['records', 'ZPUBLIC#a.example.com']]);
  });

  it('a classic name that is used again', async () => {
    const { stage, old } = await settled();
    await deleteClassic(stage, old);
    await drain(stage);
    stage.events.heard = 'nothing';
    await createClassic(stage, 'old', 'd.example.com');
    await sweep(stage);
    await drain(stage);
    expect(found(stage)).toEqual([['new', 'ZPUBLIC#d.example.com']]);
  });
});

describe('nothing is found', () => {
  it('by the sweep after a deploy', async () => {
    const { stage, web } = await settled();
    stage.events.heard = 'nothing';
    await tagV2(stage, web, { 'signpost/hostname': 'b.example.com' });
    await sweep(stage, false);
    await drain(stage);
    expect(found(stage)).toEqual([]);
  });

  it.each([
    ['light', lightSweep],
    ['full', sweep],
  ])('by a first %s sweep, when nothing is known', async (_, sweepIt) => {
    const stage = createStage();
    stage.events.heard = 'nothing';
    await createV2(stage, 'web', 'a.example.com');
    await sweepIt(stage);
    await drain(stage);
    expect(stage.decisions.map(({ outcome }) => outcome)).toEqual(['published']);
    expect(found(stage)).toEqual([]);
  });

  it('where an earlier version looked last, which kept no digest of the tags', async () => {
    const { stage, web } = await settled();
    const rows = stage.dynamodb.tables.get(TABLE)?.items;
    for (const [pk, row] of rows ?? []) if (pk.startsWith('lb#')) rows?.set(pk, { ...row, seen: UNKNOWN });
    stage.events.heard = 'nothing';
    await tagV2(stage, web, { 'signpost/hostname': 'b.example.com' });
    await sweep(stage);
    await drain(stage);
    expect(found(stage)).toEqual([]);
  });

  it('in the second look at what has gone', async () => {
    const { stage, web } = await settled();
    await deleteV2(stage, web);
    await drain(stage);
    await sweep(stage);
    await drain(stage);
    expect(found(stage)).toEqual([]);
  });

  it('in a change of what a cluster serves or asks for, whose hint was lost', async () => {
    const stage = createStage({ sources: ['tags', 'annotations'] });
    const web = await createV2(stage, 'web', undefined, {
      Type: 'network',
      tags: {
        'elbv2.k8s.aws/cluster': 'demo',
        'service.k8s.aws/stack': 'shop/web',
        'service.k8s.aws/resource': 'LoadBalancer',
      },
    });
    const asking = (hostname: string) => {
      stage.surveyOf = (cluster, startedAt) =>
        surveyed({
          cluster,
          startedAt,
          services: [
            {
              metadata: { namespace: 'shop', name: 'web', annotations: { 'signpost/hostname': hostname } },
              spec: { type: 'LoadBalancer' },
              status: { loadBalancer: { ingress: [{ hostname: web.dnsName }] } },
            },
          ],
          istioGateways: [],
        });
    };
    asking('a.example.com');
    await drain(stage);
    asking('b.example.com');
    stage.clock.advance(120_000);
    await surveyBySchedule(stage, 'demo');
    // Lost.
    stage.queue.splice(0);
    await sweep(stage);
    await drain(stage);
    expect(stage.decisions.at(-1)).toMatchObject({ hostname: 'a.example.com', outcome: 'left' });
    expect(stage.decisions.map(({ hostname, outcome }) => `${hostname} ${outcome}`)).toContain(
      'b.example.com published',
    );
    expect(found(stage)).toEqual([]);
  });
});

it('tells the load balancer, what changed, and the sweep', async () => {
  const { stage, web } = await settled();
  stage.events.heard = 'nothing';
  await deleteV2(stage, web);
  await sweep(stage);
  await drain(stage);
  expect(stage.finds).toEqual([
    {
      loadBalancer: web.arn,
      found: 'gone',
      names: ['ZPUBLIC#a.example.com'],
      eventId: 'sweep',
      cause: expect.objectContaining({ event: 'sweep', eventId: 'sweep' }),
    },
  ]);
});

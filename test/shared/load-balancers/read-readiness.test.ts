import { describe, expect, it } from 'vitest';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { readReadiness } from '../../../shared/load-balancers/read-readiness.ts';
import { AwsError } from '../../world/aws-error.ts';
import { CALLER, many, REGION, someWorld } from './world.ts';

type World = ReturnType<typeof someWorld>;

const READY = { ready: true };
const not = (reason: string) => ({ ready: false, reason });
const read = (world: World, ...ids: LoadBalancerId[]) => readReadiness(world.clients, REGION)(ids);

const ARN = `arn:aws:elasticloadbalancing:${REGION}:${CALLER.account}:loadbalancer` as const;
const MISSING: LoadBalancerId = `${ARN}/app/missing/0123456789abcdef`;
const fail = (code: string) => () => {
  throw new AwsError(code, 'no');
};

describe('one load balancer', () => {
  it.each<[string, (world: World, id: LoadBalancerId) => void, object]>([
    ['with a healthy target', (world, id) => world.putBehind(id, ['10.0.0.1']), READY],
    ['without a target group', () => undefined, not('it has no target group')],
    ['without a target', (world, id) => world.putBehind(id, []), not('no target is registered')],
    [
      'with unhealthy targets',
      (world, id) => {
        world.putBehind(id, ['10.0.0.1', '10.0.0.2']);
        world.play(id, 'health', 'unhealthy');
      },
      not('no target is healthy (2 unhealthy)'),
    ],
    [
      'with targets that are checked for the first time, in two groups',
      (world, id) => {
        world.putBehind(id, ['10.0.0.1']);
        world.putBehind(id, ['10.0.0.2'], { Port: 81 });
        world.play(id, 'health', 'initial');
      },
      not('no target is healthy (2 initial)'),
    ],
    [
      'with a Lambda function that nobody checks',
      (world, id) => {
        world.putBehind(id, ['arn:function'], { TargetType: 'lambda' });
        world.play(id, 'health', 'unhealthy');
      },
      READY,
    ],
    [
      'provisioning, its targets healthy',
      (world, id) => {
        world.putBehind(id, ['10.0.0.1']);
        world.play(id, 'state', 'provisioning');
      },
      not('state is provisioning'),
    ],
    [
      'active again, its targets healthy',
      (world, id) => {
        world.putBehind(id, ['10.0.0.1']);
        world.play(id, 'state', 'provisioning');
        world.play(id, 'state', 'active');
      },
      READY,
    ],
    [
      'impaired, its targets healthy',
      (world, id) => {
        world.putBehind(id, ['10.0.0.1']);
        world.play(id, 'state', 'active_impaired');
      },
      READY,
    ],
    ['that is gone', (world, id) => world.remove(id), not('it is gone')],
  ])('%s', async (_, arrange, expected) => {
    const world = someWorld();
    const id = world.create({ Name: 'web' });
    arrange(world, id);
    expect((await read(world, id)).get(id)).toEqual(expected);
  });

  it.each<[string, (world: World, id: LoadBalancerId) => void, object]>([
    ['with an instance in service', (world, id) => world.putBehind(id, ['i-1']), READY],
    ['without an instance', () => undefined, not('no instance is registered')],
    [
      'with an instance out of service',
      (world, id) => {
        world.putBehind(id, ['i-1']);
        world.play(id, 'health', 'unhealthy');
      },
      not('no instance is in service'),
    ],
    ['that is gone', (world, id) => world.remove(id), not('it is gone')],
  ])('a classic one %s', async (_, arrange, expected) => {
    const world = someWorld();
    const id = world.createClassic({ LoadBalancerName: 'old' });
    arrange(world, id);
    expect((await read(world, id)).get(id)).toEqual(expected);
  });

  it('of another Region is asked for nowhere', async () => {
    const world = someWorld();
    const id = MISSING.replace(REGION, 'eu-west-1') as LoadBalancerId;
    expect((await read(world, id)).get(id)).toMatchObject({
      ready: false,
      reason: expect.stringContaining(REGION),
    });
    expect(world.calls).toEqual([]);
  });
});

describe('the calls', () => {
  it('ask nothing more of one that is not active', async () => {
    const world = someWorld();
    const id = world.create({ Name: 'web' });
    world.play(id, 'state', 'provisioning');
    await read(world, id);
    expect(world.calls).toEqual(['v2 DescribeLoadBalancers']);
  });

  it('stop at the first healthy target', async () => {
    const world = someWorld();
    const id = world.create({ Name: 'web' });
    for (const Port of [80, 81, 82]) world.putBehind(id, ['10.0.0.1'], { Port });
    expect((await read(world, id)).get(id)).toEqual(READY);
    expect(world.calls).toEqual([
      'v2 DescribeLoadBalancers',
      'v2 DescribeTargetGroups',
      'v2 DescribeTargetHealth',
    ]);
  });

  it('go through all pages of target groups', async () => {
    const oneByOne = (input: object, operation: () => unknown) => {
      Object.assign(input, { PageSize: 1 });
      return operation();
    };
    const world = someWorld({ v2: { DescribeTargetGroups: oneByOne } });
    const id = world.create({ Name: 'web' });
    world.putBehind(id, []);
    world.putBehind(id, ['10.0.0.1'], { Port: 81 });
    expect((await read(world, id)).get(id)).toEqual(READY);
  });

  it('find one that is gone among 21, each of the others by itself', async () => {
    const world = someWorld();
    const ids = many(21).map((Name) => world.create({ Name }));
    for (const id of ids) world.putBehind(id, ['10.0.0.1']);
    world.remove(ids[7]!);
    world.play(ids[9]!, 'health', 'unhealthy');
    const found = await read(world, ...ids);
    expect([...found].filter(([, { ready }]) => !ready)).toEqual([
      [ids[7], not('it is gone')],
      [ids[9], not('no target is healthy (1 unhealthy)')],
    ]);
    expect(found.size).toBe(21);
  });

  it('answer nothing for nothing', async () => {
    const world = someWorld();
    expect((await read(world)).size).toBe(0);
    expect(world.calls).toEqual([]);
  });
});

describe('what cannot be read', () => {
  const denied = not('its health cannot be read: AccessDenied');

  it.each([
    ['v2', 'DescribeLoadBalancers'],
    ['v2', 'DescribeTargetGroups'],
    ['v2', 'DescribeTargetHealth'],
    ['classic', 'DescribeInstanceHealth'],
  ] as const)('%s %s is denied: not ready, and the other API goes on', async (api, name) => {
    const world = someWorld({ [api]: { [name]: fail('AccessDenied') } });
    const v2 = world.create({ Name: 'web' });
    const classic = world.createClassic({ LoadBalancerName: 'old' });
    for (const id of [v2, classic]) world.putBehind(id, ['i-1']);
    const found = await read(world, v2, classic);
    expect(Object.fromEntries(found)).toEqual({
      [v2]: api === 'v2' ? denied : READY,
      [classic]: api === 'classic' ? denied : READY,
    });
  });

  it('of one load balancer keeps no other from being ready', async () => {
    let calls = 0;
    const second = (_: unknown, operation: () => unknown) =>
      ++calls === 2 ? fail('Throttling')() : operation();
    const world = someWorld({ v2: { DescribeTargetHealth: second } });
    const ids = many(3).map((Name) => world.create({ Name }));
    for (const id of ids) world.putBehind(id, ['10.0.0.1']);
    const told = [...(await read(world, ...ids)).values()];
    expect(told.filter(({ ready }) => ready)).toHaveLength(2);
    expect(told).toContainEqual(not('its health cannot be read: Throttling'));
  });

  it.each([
    ['its load balancer', 'LoadBalancerNotFound', 'it is gone'],
    ['its target group', 'TargetGroupNotFound', 'its health cannot be read: TargetGroupNotFound'],
  ])('%s goes between two calls', async (_, code, reason) => {
    const world = someWorld({ v2: { DescribeTargetHealth: fail(code) } });
    const id = world.create({ Name: 'web' });
    world.putBehind(id, ['10.0.0.1']);
    expect((await read(world, id)).get(id)).toEqual(not(reason));
  });

  it('is a state that is left out of the answer', async () => {
    const world = someWorld({ v2: { DescribeLoadBalancers: () => ({ LoadBalancers: [] }) } });
    const id = world.create({ Name: 'web' });
    expect((await read(world, id)).get(id)).toMatchObject({ reason: expect.stringContaining(id) });
  });
});

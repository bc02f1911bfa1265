import { describe, expect, it } from 'vitest';
import { listLoadBalancers } from '../../../shared/load-balancers/list-load-balancers.ts';
import type { LoadBalancerId, Look } from '../../../shared/load-balancers/load-balancer.ts';
import { AwsError } from '../../world/aws-error.ts';
import { CALLER, many, REGION, someWorld } from './world.ts';

const kinds = (looks: ReadonlyMap<LoadBalancerId, Look>) =>
  Object.fromEntries([...looks].map(([id, { kind }]) => [id, kind]));
const all = (ids: readonly LoadBalancerId[], kind: Look['kind']) =>
  Object.fromEntries(ids.map((id) => [id, kind]));

const ARN = `arn:aws:elasticloadbalancing:${REGION}:${CALLER.account}:loadbalancer` as const;
const MISSING: LoadBalancerId = `${ARN}/app/missing/0123456789abcdef`;

const throttled = () => {
  throw new AwsError('Throttling', 'Rate exceeded');
};

describe('what a look finds', () => {
  const TAGS = [
    { Key: 'signpost/hostname', Value: 'web.example.com' },
    { Key: 'empty', Value: '' },
  ];
  const tags = { 'signpost/hostname': 'web.example.com', empty: '' };
  const CREATED = '2026-01-01T00:00:00.000Z';

  it.each([
    [
      'an ALB',
      { Name: 'Web', Type: 'application', Tags: TAGS },
      {
        kind: 'application',
        name: 'Web',
        scheme: 'internet-facing',
        addressType: 'ipv4',
        dnsName: expect.stringMatching(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/),
        hostedZoneId: 'Z35SXDOTRQ7X7K',
        tags,
      },
    ],
    [
      'an internal dualstack NLB without tags',
      { Name: 'edge', Type: 'network', Scheme: 'internal', IpAddressType: 'dualstack' },
      {
        kind: 'network',
        name: 'edge',
        scheme: 'internal',
        addressType: 'dualstack',
        dnsName: expect.stringMatching(/^edge-[0-9a-f]+\.elb\.us-east-1\.amazonaws\.com$/),
        hostedZoneId: 'Z26RNL4JYFTOTI',
        tags: {},
      },
    ],
    [
      'an ALB without public IPv4',
      { Name: 'six', IpAddressType: 'dualstack-without-public-ipv4' },
      { addressType: 'dualstack-without-public-ipv4' },
    ],
    [
      'a gateway load balancer',
      { Name: 'inspect', Type: 'gateway', Tags: TAGS },
      { kind: 'gateway', name: 'inspect', dnsName: '', hostedZoneId: '', tags },
    ],
  ])('%s', async (_, input, expected) => {
    const world = someWorld();
    const id = world.create(input);
    const looks = await listLoadBalancers(world.clients, REGION)([id]);
    const loadBalancer = { id, createdAt: CREATED, ...expected };
    expect(looks.get(id)).toMatchObject({ kind: 'present', loadBalancer });
  });

  it.each([['internet-facing'], ['internal']])('an %s classic one', async (scheme) => {
    const world = someWorld();
    const id = world.createClassic({ LoadBalancerName: 'Old', Scheme: scheme, Tags: TAGS });
    expect((await listLoadBalancers(world.clients, REGION)([id])).get(id)).toEqual({
      kind: 'present',
      loadBalancer: {
        id,
        kind: 'classic',
        name: 'Old',
        scheme,
        addressType: 'ipv4',
        dnsName: expect.stringMatching(/^(internal-)?old-\d+\.us-east-1\.elb\.amazonaws\.com$/),
        hostedZoneId: 'Z35SXDOTRQ7X7K',
        createdAt: CREATED,
        tags,
      },
    });
  });
});

describe('what is missing', () => {
  it('is found among 41', async () => {
    const world = someWorld();
    const ids = many(41).map((Name) => world.create({ Name }));
    const gone = ids[27]!;
    world.remove(gone);
    const looks = await listLoadBalancers(world.clients, REGION)(ids);
    expect(kinds(looks)).toEqual({ ...all(ids, 'present'), [gone]: 'gone' });
    // Of 20 with one missing: 20, 10, 10, 5, 5, 3, 2, 2, 1 or fewer.
    expect(world.calls.filter((call) => call === 'v2 DescribeLoadBalancers').length).toBeLessThan(14);
    expect(world.calls.filter((call) => call === 'v2 DescribeTags')).toHaveLength(2);
  });

  it('costs one call for 20 that are there', async () => {
    const world = someWorld();
    const ids = many(20).map((Name) => world.create({ Name }));
    await listLoadBalancers(world.clients, REGION)(ids);
    expect(world.calls).toEqual(['v2 DescribeLoadBalancers', 'v2 DescribeTags']);
  });

  it('is all of them', async () => {
    const world = someWorld();
    const ids = many(3).map((name): LoadBalancerId => `${ARN}/net/${name}/0123456789abcdef`);
    expect(kinds(await listLoadBalancers(world.clients, REGION)(ids))).toEqual(all(ids, 'gone'));
  });

  it('is found among 41 classic ones', async () => {
    const world = someWorld();
    const ids = many(41).map((LoadBalancerName) => world.createClassic({ LoadBalancerName }));
    const [first, last] = [ids[0]!, ids[40]!];
    world.remove(first);
    world.remove(last);
    const looks = await listLoadBalancers(world.clients, REGION)(ids);
    expect(kinds(looks)).toEqual({ ...all(ids, 'present'), [first]: 'gone', [last]: 'gone' });
  });

  it.each([
    ['LoadBalancerNotFound', 'v2'],
    ['LoadBalancerNotFound', 'classic'],
  ] as const)('may be told by the code on the wire, %s (%s)', async (code, api) => {
    const fail = () => {
      throw new AwsError(code, 'not found');
    };
    const world = someWorld({ [api]: { DescribeLoadBalancers: fail } });
    const id: LoadBalancerId = api === 'v2' ? MISSING : `classic/${REGION}/old`;
    expect(kinds(await listLoadBalancers(world.clients, REGION)([id]))).toEqual({ [id]: 'gone' });
  });

  it('vanished before its tags were read', async () => {
    const gone: LoadBalancerId[] = [];
    const vanish = (_: unknown, operation: () => unknown) => {
      for (const id of gone) world.remove(id);
      return operation();
    };
    const world = someWorld({ v2: { DescribeTags: vanish }, classic: { DescribeTags: vanish } });
    const ids = [
      ...many(3).map((Name) => world.create({ Name })),
      ...many(3).map((LoadBalancerName) => world.createClassic({ LoadBalancerName })),
    ];
    gone.push(ids[1]!, ids[4]!);
    expect(kinds(await listLoadBalancers(world.clients, REGION)(ids))).toEqual({
      ...all(ids, 'present'),
      [ids[1]!]: 'gone',
      [ids[4]!]: 'gone',
    });
  });
});

describe('what nobody can say', () => {
  const some = (faults: Parameters<typeof someWorld>[0]) => {
    const world = someWorld(faults);
    const v2 = world.create({ Name: 'web' });
    return { world, v2, classic: world.createClassic({ LoadBalancerName: 'old' }) };
  };

  it.each(['DescribeLoadBalancers', 'DescribeTags'])('v2 %s throttled', async (name) => {
    const { world, v2, classic } = some({ v2: { [name]: throttled } });
    const looks = await listLoadBalancers(world.clients, REGION)([v2, MISSING, classic]);
    expect(kinds(looks)).toEqual({
      [v2]: 'unknown',
      [MISSING]: name === 'DescribeTags' ? 'gone' : 'unknown',
      [classic]: 'present',
    });
    expect(looks.get(v2)).toMatchObject({ error: { name: 'Throttling' } });
  });

  it.each(['DescribeLoadBalancers', 'DescribeTags'])('classic %s throttled', async (name) => {
    const { world, v2, classic } = some({ classic: { [name]: throttled } });
    const looks = await listLoadBalancers(world.clients, REGION)([v2, classic]);
    expect(kinds(looks)).toEqual({ [v2]: 'present', [classic]: 'unknown' });
  });

  it('is not asked again one by one', async () => {
    const world = someWorld({ v2: { DescribeLoadBalancers: throttled } });
    const ids = many(20).map((Name) => world.create({ Name }));
    expect(kinds(await listLoadBalancers(world.clients, REGION)(ids))).toEqual(all(ids, 'unknown'));
    expect(world.calls).toEqual(['v2 DescribeLoadBalancers']);
  });

  it('is what is throttled while it is halved', async () => {
    let calls = 0;
    const later = (_: unknown, operation: () => unknown) => {
      calls += 1;
      return calls > 1 ? throttled() : operation();
    };
    const world = someWorld({ v2: { DescribeLoadBalancers: later } });
    const ids = [MISSING, ...many(3).map((Name) => world.create({ Name }))];
    expect(kinds(await listLoadBalancers(world.clients, REGION)(ids))).toEqual(all(ids, 'unknown'));
  });

  it('is one of another account, which fails nobody else', async () => {
    const world = someWorld();
    const ids = many(5).map((Name) => world.create({ Name }));
    const foreign = MISSING.replace(CALLER.account, '999999999999') as LoadBalancerId;
    const looks = await listLoadBalancers(world.clients, REGION)([...ids, foreign, MISSING]);
    expect(kinds(looks)).toEqual({ ...all(ids, 'present'), [foreign]: 'unknown', [MISSING]: 'gone' });
    expect(looks.get(foreign)).toMatchObject({ error: { name: 'ValidationError' } });
  });

  it.each([
    MISSING.replace(REGION, 'eu-west-1'),
    'classic/eu-west-1/old',
    `${ARN}/old`,
    'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef',
    'nonsense',
  ] as LoadBalancerId[])('is %s, without a call', async (id) => {
    const world = someWorld();
    const looks = await listLoadBalancers(world.clients, REGION)([id]);
    expect(looks.get(id)).toMatchObject({
      kind: 'unknown',
      error: { message: expect.stringContaining('us-east-1') },
    });
    expect(world.calls).toEqual([]);
  });

  const edited =
    (list: string, change: (item: object) => unknown) => (_: unknown, operation: () => unknown) => {
      const answer = operation() as Record<string, object[]>;
      return {
        ...answer,
        [list]: answer[list]!.map((item) => change(structuredClone(item))).filter(Boolean),
      };
    };

  it.each([
    ['v2', 'DescribeLoadBalancers', 'LoadBalancers'],
    ['v2', 'DescribeTags', 'TagDescriptions'],
    ['classic', 'DescribeLoadBalancers', 'LoadBalancerDescriptions'],
    ['classic', 'DescribeTags', 'TagDescriptions'],
  ] as const)('is left out of a %s %s without an error', async (api, name, list) => {
    const { world, v2, classic } = some({ [api]: { [name]: edited(list, () => undefined) } });
    const id = api === 'v2' ? v2 : classic;
    const look = (await listLoadBalancers(world.clients, REGION)([v2, classic])).get(id);
    expect(look).toMatchObject({ kind: 'unknown', error: { message: expect.stringContaining(id) } });
  });

  it.each([
    ['v2', 'LoadBalancers', 'LoadBalancerName'],
    ['v2', 'LoadBalancers', 'DNSName'],
    ['v2', 'LoadBalancers', 'CanonicalHostedZoneId'],
    ['v2', 'LoadBalancers', 'CreatedTime'],
    ['v2', 'LoadBalancers', 'Scheme'],
    ['v2', 'LoadBalancers', 'Type'],
    ['v2', 'LoadBalancers', 'IpAddressType'],
    ['classic', 'LoadBalancerDescriptions', 'DNSName'],
    ['classic', 'LoadBalancerDescriptions', 'CanonicalHostedZoneNameID'],
    ['classic', 'LoadBalancerDescriptions', 'CreatedTime'],
    ['classic', 'LoadBalancerDescriptions', 'Scheme'],
  ] as const)('is described without its field: %s %s %s', async (api, list, field) => {
    const without = edited(list, (item) => ({ ...item, [field]: undefined }));
    const { world, v2, classic } = some({ [api]: { DescribeLoadBalancers: without } });
    const id = api === 'v2' ? v2 : classic;
    const look = (await listLoadBalancers(world.clients, REGION)([v2, classic])).get(id);
    expect(look).toMatchObject({ kind: 'unknown', error: { message: expect.stringContaining(field) } });
  });

  it.each([
    ['Scheme', 'sideways'],
    ['Type', 'quantum'],
    ['IpAddressType', 'ipv6'],
  ])('is described with a %s that nobody knows', async (field, value) => {
    const change = edited('LoadBalancers', (item) => ({ ...item, [field]: value }));
    const { world, v2 } = some({ v2: { DescribeLoadBalancers: change } });
    expect((await listLoadBalancers(world.clients, REGION)([v2])).get(v2)).toMatchObject({
      kind: 'unknown',
      error: { message: expect.stringContaining(`${field} "${value}"`) },
    });
  });
});

it('asks for each id once', async () => {
  const world = someWorld();
  const id = world.create({ Name: 'web' });
  const looks = await listLoadBalancers(world.clients, REGION)(Array.from({ length: 50 }, () => id));
  expect(kinds(looks)).toEqual({ [id]: 'present' });
  expect(world.calls).toHaveLength(2);
});

it('asks nothing for no ids', async () => {
  const world = someWorld();
  expect((await listLoadBalancers(world.clients, REGION)([])).size).toBe(0);
  expect(world.calls).toEqual([]);
});

import { expect, it } from 'vitest';
import { listAllLoadBalancers } from '../../../shared/load-balancers/list-all-load-balancers.ts';
import { AwsError } from '../../world/aws-error.ts';
import { many, REGION, someWorld } from './world.ts';

it('lists every page of both APIs', async () => {
  const world = someWorld();
  const ids = [
    ...many(401, 'alb').map((Name) => world.create({ Name })),
    ...many(3, 'nlb').map((Name) => world.create({ Name, Type: 'network' })),
    ...many(401).map((LoadBalancerName) => world.createClassic({ LoadBalancerName })),
  ];
  const listed = await listAllLoadBalancers(world.clients, REGION)();
  expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(
    Object.fromEntries([...Map.groupBy(listed, ({ kind }) => kind)].map(([k, v]) => [k, v.length])),
  ).toEqual({
    application: 401,
    network: 3,
    classic: 401,
  });
});

it('writes DNS names in lower case; a gateway load balancer has none', async () => {
  const world = someWorld();
  world.create({ Name: 'Web' });
  world.create({ Name: 'Inspect', Type: 'gateway' });
  world.createClassic({ LoadBalancerName: 'Old' });
  const listed = await listAllLoadBalancers(world.clients, REGION)();
  expect(listed.map(({ kind, dnsName }) => [kind, dnsName])).toEqual([
    ['application', expect.stringMatching(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/)],
    ['gateway', ''],
    ['classic', expect.stringMatching(/^old-\d+\.us-east-1\.elb\.amazonaws\.com$/)],
  ]);
});

it.each(['v2', 'classic'] as const)('throws if the second page of %s cannot be read', async (api) => {
  const second = (input: { Marker?: string }, operation: () => unknown) => {
    if (input.Marker !== undefined) throw new AwsError('Throttling', 'Rate exceeded');
    return operation();
  };
  const world = someWorld({ [api]: { DescribeLoadBalancers: second } });
  for (const name of many(401)) {
    if (api === 'v2') world.create({ Name: name });
    else world.createClassic({ LoadBalancerName: name });
  }
  await expect(listAllLoadBalancers(world.clients, REGION)()).rejects.toMatchObject({ name: 'Throttling' });
});

it('is empty where there are none', async () => {
  expect(await listAllLoadBalancers(someWorld().clients, REGION)()).toEqual([]);
});

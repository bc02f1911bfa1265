import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AddTagsCommand, DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, it } from 'vitest';
import { worldClient } from '../client.ts';
import { manualClock } from '../clock.ts';
import { canonicalZoneId } from './canonical-zones.ts';
import { createLoadBalancers, type EmittedEvent } from './world.ts';

const caller = { account: '111111111111', region: 'us-east-1' };

function worldWithOne() {
  const events: EmittedEvent[] = [];
  const world = createLoadBalancers({ clock: manualClock().now, emit: (event) => events.push(event) });
  const answer = world.v2['CreateLoadBalancer']?.({ Name: 'a', Subnets: ['subnet-1'] }, caller);
  const [{ LoadBalancerArn }] = (answer as { LoadBalancers: [{ LoadBalancerArn: string }] }).LoadBalancers;
  return { world, events, LoadBalancerArn };
}

it('serves commands of the SDK in the same process', async () => {
  const { world, LoadBalancerArn } = worldWithOne();
  const client = worldClient<ElasticLoadBalancingV2Client>(world.v2, caller);
  const ResourceArns = [LoadBalancerArn];
  await client.send(new AddTagsCommand({ ResourceArns, Tags: [{ Key: 'k', Value: 'v' }] }));
  const { TagDescriptions } = await client.send(new DescribeTagsCommand({ ResourceArns }));
  expect(TagDescriptions).toEqual([{ ResourceArn: LoadBalancerArn, Tags: [{ Key: 'k', Value: 'v' }] }]);
});

it('is the same in each run of the same calls', () => {
  expect(worldWithOne().events).toEqual(worldWithOne().events);
});

it('gives no event and no ARN an identifier twice', () => {
  const { world, events } = worldWithOne();
  for (let i = 0; i < 200; i++)
    world.v2['CreateLoadBalancer']?.({ Name: `lb${i}`, Subnets: ['subnet-1'] }, caller);
  const ids = events.flatMap(({ id, detail }) => [id, detail['eventID'], detail['requestID']]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(603);
});

it('sends no tag event when tags are set to what they are', () => {
  const { world, events, LoadBalancerArn } = worldWithOne();
  const add = () =>
    world.v2['AddTags']?.({ ResourceArns: [LoadBalancerArn], Tags: [{ Key: 'k', Value: 'v' }] }, caller);
  add();
  add();
  expect(events.map(({ source }) => source).filter((source) => source === 'aws.tag')).toHaveLength(1);
});

it('emits before the call returns, and holds nothing back that a listener does', () => {
  const seen: unknown[] = [];
  const world = createLoadBalancers({
    clock: manualClock().now,
    emit: ({ region }) =>
      seen.push(world.v2['DescribeLoadBalancers']?.({ Names: ['a'] }, { ...caller, region })),
  });
  world.v2['CreateLoadBalancer']?.({ Name: 'a', Subnets: ['subnet-1'] }, caller);
  expect(seen).toMatchObject([{ LoadBalancers: [{ LoadBalancerName: 'a' }] }]);
});

it.each([
  ['application', 'us-east-1', 'Z35SXDOTRQ7X7K'],
  ['classic', 'us-east-1', 'Z35SXDOTRQ7X7K'],
  ['network', 'us-east-1', 'Z26RNL4JYFTOTI'],
  ['application', 'us-east-2', 'Z3AADJGX6KTTL2'],
  ['network', 'us-west-2', 'Z18D5FSROUN65G'],
  ['classic', 'eu-west-1', 'Z32O12XQLNTSW2'],
  ['network', 'eu-central-1', 'Z3F0SRJ5LGBH90'],
] as const)('the zone of %s in %s', (kind, region, id) => {
  expect(canonicalZoneId(kind, region)).toBe(id);
});

it('knows no zone of an invented Region', () => {
  expect(() => canonicalZoneId('network', 'xx-nowhere-1')).toThrow('xx-nowhere-1');
});

import { beforeEach, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { createLoadBalancers, type LoadBalancers } from './world.ts';

const caller = { account: '111111111111', region: 'us-east-1' };
const Subnets = ['subnet-1'];
let world: LoadBalancers;

interface Answer {
  ResourceTagMappingList: { ResourceARN: string; Tags: unknown[] }[];
  PaginationToken: string;
}
const getResources = (input: object) => world.tagging['GetResources']?.(input, caller) as Answer;
const names = ({ ResourceTagMappingList: list }: Answer) =>
  list.map(({ ResourceARN }) => ResourceARN.split(':').at(-1)?.split('/').slice(0, 3).join('/'));

beforeEach(() => {
  world = createLoadBalancers({ clock: manualClock().now, emit: () => undefined });
  const tag = (Value: string) => [{ Key: 'team', Value }];
  world.v2['CreateLoadBalancer']?.({ Name: 'one', Subnets, Tags: tag('a') }, caller);
  world.v2['CreateLoadBalancer']?.({ Name: 'two', Subnets, Type: 'network', Tags: tag('b') }, caller);
  world.v2['CreateLoadBalancer']?.({ Name: 'untagged', Subnets }, caller);
  world.v2['CreateTargetGroup']?.({ Name: 'group', Port: 80, Tags: tag('a') }, caller);
  const Listeners = [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }];
  world.classic['CreateLoadBalancer']?.(
    { LoadBalancerName: 'old', Listeners, Subnets, Tags: tag('a') },
    caller,
  );
});

const LOAD_BALANCERS = { ResourceTypeFilters: ['elasticloadbalancing:loadbalancer'] };

it.each([
  ['load balancers', LOAD_BALANCERS, ['loadbalancer/app/one', 'loadbalancer/net/two', 'loadbalancer/old']],
  [
    'a tag',
    { ...LOAD_BALANCERS, TagFilters: [{ Key: 'team', Values: ['a', 'c'] }] },
    ['loadbalancer/app/one', 'loadbalancer/old'],
  ],
  ['a key that nothing has', { TagFilters: [{ Key: 'Team' }] }, []],
  ['another service', { ResourceTypeFilters: ['ec2:instance'] }, []],
])('lists what was ever tagged: %s', (_, input, expected) => {
  expect(names(getResources(input))).toEqual(expected);
});

it('pages', () => {
  const first = getResources({ ...LOAD_BALANCERS, ResourcesPerPage: 2 });
  expect(names(first)).toHaveLength(2);
  const second = getResources({
    ...LOAD_BALANCERS,
    ResourcesPerPage: 2,
    PaginationToken: first.PaginationToken,
  });
  expect(names(second)).toEqual(['loadbalancer/old']);
  expect(second.PaginationToken).toBe('');
  expect(() => getResources({ ResourcesPerPage: 101 })).toThrow('between 1 and 100');
});

it('still lists what once had tags', () => {
  world.classic['RemoveTags']?.({ LoadBalancerNames: ['old'], Tags: [{ Key: 'team' }] }, caller);
  expect(getResources(LOAD_BALANCERS).ResourceTagMappingList.at(-1)).toMatchObject({ Tags: [] });
});

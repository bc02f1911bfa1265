import { expect, it } from 'vitest';
import { parseMessage } from '../../../shared/events/parse-message.ts';
import { manualClock } from '../clock.ts';
import { createLoadBalancers, type EmittedEvent } from './world.ts';

const caller = { account: '111111111111', region: 'us-east-1' };
const Tags = [{ Key: 'signpost/hostname', Value: 'a.example.com' }];
const Subnets = ['subnet-1'];

const events: EmittedEvent[] = [];
const world = createLoadBalancers({ clock: manualClock().now, emit: (event) => events.push(event) });

/** Per event of a call, refused ones too: the load balancers that the service takes from it. */
function hintsOf(api: 'v2' | 'classic', operation: string, input: object): string[][] {
  events.length = 0;
  try {
    world[api][operation]?.(input, caller);
  } catch {
    // Its event is what matters.
  }
  return events.map((event) =>
    parseMessage(JSON.stringify(event), { region: 'us-east-1', tagPrefix: 'signpost' }).map((hint) =>
      hint.kind === 'load-balancer' ? hint.id : `name ${hint.host}`,
    ),
  );
}

it('the service reads the events of API 2015-12-01 that the rules let by, and takes load balancers only', () => {
  const created = hintsOf('v2', 'CreateLoadBalancer', { Name: 'new', Subnets, Tags });
  const arn = events[1]?.resources[0] as string;
  expect(created).toEqual([[arn], [arn]]);
  expect(hintsOf('v2', 'CreateLoadBalancer', { Name: 'new', Subnets, Scheme: 'internal' })).toEqual([[]]);
  expect(hintsOf('v2', 'RemoveTags', { ResourceArns: [arn], TagKeys: ['signpost/hostname'] })).toEqual([
    [arn],
    [arn],
  ]);
  expect(hintsOf('v2', 'AddTags', { ResourceArns: [arn], Tags })).toEqual([[arn], [arn]]);
  expect(hintsOf('v2', 'SetSubnets', { LoadBalancerArn: arn, Subnets: ['subnet-2'] })).toEqual([[arn]]);
  expect(hintsOf('v2', 'SetIpAddressType', { LoadBalancerArn: arn, IpAddressType: 'dualstack' })).toEqual([
    [arn],
  ]);
  // No rule lets its creation by, so it is none of the service's events.
  world.v2['CreateTargetGroup']?.({ Name: 'group', Port: 80, Tags }, caller);
  const group = events.at(-1)?.resources[0] as string;
  const more = [{ Key: 'k', Value: 'v' }];
  expect(hintsOf('v2', 'AddTags', { ResourceArns: [group], Tags: more })).toEqual([[], []]);
  expect(hintsOf('v2', 'AddTags', { ResourceArns: [group, arn], Tags: more })).toEqual([[arn], [arn]]);
  expect(hintsOf('v2', 'DeleteLoadBalancer', { LoadBalancerArn: arn })).toEqual([[arn]]);
});

it('and of API 2012-06-01, where a classic one goes by Region and name', () => {
  const old = 'classic/us-east-1/old';
  const LoadBalancerName = 'old';
  const LoadBalancerNames = [LoadBalancerName];
  const Listeners = [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }];
  const input = { LoadBalancerName, Listeners, Subnets, Tags };
  expect(hintsOf('classic', 'CreateLoadBalancer', input)).toEqual([[old], [old]]);
  expect(hintsOf('classic', 'CreateLoadBalancer', { ...input, Scheme: 'internal' })).toEqual([[]]);
  const gone = [{ Key: 'signpost/hostname' }];
  expect(hintsOf('classic', 'RemoveTags', { LoadBalancerNames, Tags: gone })).toEqual([[old], [old]]);
  expect(hintsOf('classic', 'AddTags', { LoadBalancerNames, Tags })).toEqual([[old], [old]]);
  const moved = { LoadBalancerName, Subnets: ['subnet-2'] };
  expect(hintsOf('classic', 'AttachLoadBalancerToSubnets', moved)).toEqual([[old]]);
  expect(hintsOf('classic', 'DetachLoadBalancerFromSubnets', moved)).toEqual([[old]]);
  expect(hintsOf('classic', 'DeleteLoadBalancer', { LoadBalancerName })).toEqual([[old]]);
});

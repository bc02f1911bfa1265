import { beforeEach, describe, expect, it } from 'vitest';
import type { Operations } from '../caller.ts';
import { manualClock } from '../clock.ts';
import { createLoadBalancers, type EmittedEvent, type LoadBalancers } from './world.ts';

const caller = { account: '111111111111', region: 'us-east-1' };
const arn = (path: string) => `arn:aws:elasticloadbalancing:us-east-1:111111111111:${path}`;
const LB = arn('loadbalancer/app/absent/0123456789abcdef');
const TG = arn('targetgroup/absent/0123456789abcdef');
const LISTENER = arn('listener/app/absent/0123456789abcdef/0123456789abcdef');
const RULE = arn('listener-rule/app/absent/0123456789abcdef/0123456789abcdef/0123456789abcdef');
const forward = (TargetGroupArn: string) => [{ Type: 'forward', TargetGroupArn }];

let world: LoadBalancers;
let events: EmittedEvent[];
beforeEach(() => {
  events = [];
  world = createLoadBalancers({ clock: manualClock().now, emit: (event) => events.push(event) });
});

// biome-ignore lint/suspicious/noExplicitAny: outputs of many shapes
function run(api: Operations, operation: string, input: unknown): any {
  return api[operation]!(input, caller);
}

function refusalOf(api: Operations, operation: string, input: unknown): string {
  try {
    run(api, operation, input);
  } catch (error) {
    return (error as Error).name;
  }
  return 'not refused';
}

const named = (Name: string, more = {}) => ({ Name, Subnets: ['subnet-1'], ...more });

describe('API 2015-12-01 refuses', () => {
  it.each([
    ['no name', 'CreateLoadBalancer', { Subnets: ['subnet-1'] }, 'ValidationError'],
    ['33 characters', 'CreateLoadBalancer', named('n'.repeat(33)), 'ValidationError'],
    ['an underscore', 'CreateLoadBalancer', named('a_b'), 'ValidationError'],
    ['a dot', 'CreateLoadBalancer', named('a.b'), 'ValidationError'],
    ['a hyphen first', 'CreateLoadBalancer', named('-a'), 'ValidationError'],
    ['a hyphen last', 'CreateLoadBalancer', named('a-'), 'ValidationError'],
    ['internal- first', 'CreateLoadBalancer', named('internal-a'), 'ValidationError'],
    ['no subnets', 'CreateLoadBalancer', { Name: 'a' }, 'ValidationError'],
    ['an empty list of subnets', 'CreateLoadBalancer', named('a', { Subnets: [] }), 'ValidationError'],
    [
      'an unknown subnet',
      'CreateLoadBalancer',
      named('a', { Subnets: ['net-1'] }),
      'SubnetNotFoundException',
    ],
    [
      'a subnet twice',
      'CreateLoadBalancer',
      named('a', { Subnets: ['subnet-1', 'subnet-1'] }),
      'ValidationError',
    ],
    [
      'subnets in both ways',
      'CreateLoadBalancer',
      named('a', { SubnetMappings: [{ SubnetId: 'subnet-2' }] }),
      'ValidationError',
    ],
    ['an unknown type', 'CreateLoadBalancer', named('a', { Type: 'classic' }), 'ValidationError'],
    ['an unknown scheme', 'CreateLoadBalancer', named('a', { Scheme: 'public' }), 'ValidationError'],
    [
      'an unknown address type',
      'CreateLoadBalancer',
      named('a', { IpAddressType: 'ipv6' }),
      'ValidationError',
    ],
    [
      'a scheme of a gateway',
      'CreateLoadBalancer',
      named('a', { Type: 'gateway', Scheme: 'internal' }),
      'ValidationError',
    ],
    [
      'bad tags at creation',
      'CreateLoadBalancer',
      named('a', { Tags: [{ Key: 'k', Value: '*' }] }),
      'ValidationError',
    ],
    [
      '51 tags at creation',
      'CreateLoadBalancer',
      named('a', { Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}` })) }),
      'TooManyTagsException',
    ],
    ['to delete nothing', 'DeleteLoadBalancer', {}, 'ValidationError'],
    ['to delete by a name', 'DeleteLoadBalancer', { LoadBalancerArn: 'a' }, 'ValidationError'],
    ['names and ARNs', 'DescribeLoadBalancers', { Names: ['a'], LoadBalancerArns: [LB] }, 'ValidationError'],
    [
      'a listener as load balancer',
      'DescribeLoadBalancers',
      { LoadBalancerArns: [LISTENER] },
      'ValidationError',
    ],
    ['an invented marker', 'DescribeLoadBalancers', { Marker: 'x' }, 'ValidationError'],
    ['tags of nothing', 'DescribeTags', { ResourceArns: [] }, 'ValidationError'],
    ['tags of an absent group', 'DescribeTags', { ResourceArns: [TG] }, 'TargetGroupNotFoundException'],
    ['tags of an absent listener', 'DescribeTags', { ResourceArns: [LISTENER] }, 'ListenerNotFoundException'],
    ['tags of an absent rule', 'DescribeTags', { ResourceArns: [RULE] }, 'RuleNotFoundException'],
    ['tags of something else', 'DescribeTags', { ResourceArns: ['arn:aws:s3:::b'] }, 'ValidationError'],
    ['no tags to add', 'AddTags', { ResourceArns: [LB], Tags: [] }, 'ValidationError'],
    [
      'removal from what is absent',
      'RemoveTags',
      { ResourceArns: [LB], TagKeys: ['k'] },
      'LoadBalancerNotFoundException',
    ],
    [
      'subnets of what is absent',
      'SetSubnets',
      { LoadBalancerArn: LB, Subnets: ['subnet-1'] },
      'LoadBalancerNotFoundException',
    ],
    [
      'an address type of what is absent',
      'SetIpAddressType',
      { LoadBalancerArn: LB, IpAddressType: 'ipv4' },
      'LoadBalancerNotFoundException',
    ],
    [
      'attributes of what is absent',
      'DescribeLoadBalancerAttributes',
      { LoadBalancerArn: LB },
      'LoadBalancerNotFoundException',
    ],
    [
      'security groups of what is absent',
      'SetSecurityGroups',
      { LoadBalancerArn: LB, SecurityGroups: ['sg-1'] },
      'LoadBalancerNotFoundException',
    ],
    ['listeners of nothing', 'DescribeListeners', {}, 'ValidationError'],
    [
      'listeners of what is absent',
      'DescribeListeners',
      { LoadBalancerArn: LB },
      'LoadBalancerNotFoundException',
    ],
    [
      'to delete an absent listener',
      'DeleteListener',
      { ListenerArn: LISTENER },
      'ListenerNotFoundException',
    ],
    ['to delete an absent rule', 'DeleteRule', { RuleArn: RULE }, 'RuleNotFoundException'],
    ['an absent target group', 'DescribeTargetGroups', { Names: ['absent'] }, 'TargetGroupNotFoundException'],
    [
      'health of an absent group',
      'DescribeTargetHealth',
      { TargetGroupArn: TG },
      'TargetGroupNotFoundException',
    ],
  ])('%s', (_, operation, input, error) => {
    expect(refusalOf(world.v2, operation, input)).toBe(error);
  });

  it('deletion while it is protected', () => {
    const [{ LoadBalancerArn }] = run(world.v2, 'CreateLoadBalancer', named('a')).LoadBalancers;
    const protect = (Value: string) =>
      run(world.v2, 'ModifyLoadBalancerAttributes', {
        LoadBalancerArn,
        Attributes: [{ Key: 'deletion_protection.enabled', Value }],
      });
    protect('true');
    expect(refusalOf(world.v2, 'DeleteLoadBalancer', { LoadBalancerArn })).toBe(
      'OperationNotPermittedException',
    );
    protect('false');
    expect(refusalOf(world.v2, 'DeleteLoadBalancer', { LoadBalancerArn })).toBe('not refused');
  });
});

describe('target groups, listeners and rules', () => {
  const create = (name: string): string =>
    run(world.v2, 'CreateLoadBalancer', named(name)).LoadBalancers[0].LoadBalancerArn;
  const group = (Name: string): string =>
    run(world.v2, 'CreateTargetGroup', { Name, Port: 80 }).TargetGroups[0].TargetGroupArn;
  const listen = (LoadBalancerArn: string, TargetGroupArn: string, Port = 80) => ({
    LoadBalancerArn,
    Port,
    DefaultActions: forward(TargetGroupArn),
  });

  it('a target group is created once, in use while a listener or rule forwards to it', () => {
    const balancer = create('a');
    const [first, second] = [group('one'), group('two')];
    expect(group('one')).toBe(first);
    expect(refusalOf(world.v2, 'CreateTargetGroup', { Name: 'one', Port: 81 })).toBe(
      'DuplicateTargetGroupNameException',
    );
    const { ListenerArn } = run(world.v2, 'CreateListener', listen(balancer, first)).Listeners[0];
    run(world.v2, 'CreateRule', { ListenerArn, Priority: 1, Conditions: [], Actions: forward(second) });
    for (const TargetGroupArn of [first, second]) {
      expect(refusalOf(world.v2, 'DeleteTargetGroup', { TargetGroupArn })).toBe('ResourceInUseException');
    }
    const behind = run(world.v2, 'DescribeTargetGroups', { LoadBalancerArn: balancer }).TargetGroups;
    expect(behind).toMatchObject([{ LoadBalancerArns: [balancer] }, { LoadBalancerArns: [balancer] }]);
    run(world.v2, 'DeleteLoadBalancer', { LoadBalancerArn: balancer });
    for (const TargetGroupArn of [first, second]) run(world.v2, 'DeleteTargetGroup', { TargetGroupArn });
    expect(run(world.v2, 'DescribeTargetGroups', {}).TargetGroups).toEqual([]);
  });

  it('a port, a priority and a target group are taken once', () => {
    const [one, other] = [create('a'), create('b')];
    const target = group('one');
    const { ListenerArn } = run(world.v2, 'CreateListener', listen(one, target)).Listeners[0];
    expect(refusalOf(world.v2, 'CreateListener', listen(one, target))).toBe('DuplicateListenerException');
    expect(refusalOf(world.v2, 'CreateListener', listen(other, target))).toBe(
      'TargetGroupAssociationLimitException',
    );
    expect(refusalOf(world.v2, 'CreateListener', listen(other, TG))).toBe('TargetGroupNotFoundException');
    const rule = { ListenerArn, Priority: 1, Conditions: [], Actions: forward(target) };
    run(world.v2, 'CreateRule', rule);
    expect(refusalOf(world.v2, 'CreateRule', rule)).toBe('PriorityInUseException');
    expect(run(world.v2, 'DescribeRules', { ListenerArn }).Rules).toMatchObject([
      { Priority: '1', IsDefault: false },
      { Priority: 'default', IsDefault: true },
    ]);
  });

  it.each([
    [undefined, 'healthy'],
    ['initial', 'initial'],
    ['unhealthy', 'unhealthy'],
    ['draining', 'draining'],
    ['nonsense', 'healthy'],
  ])('sandbox/health %s plays %s, until the target goes', (Value, State) => {
    const balancer = create('a');
    const TargetGroupArn = group('one');
    run(world.v2, 'CreateListener', listen(balancer, TargetGroupArn));
    if (Value !== undefined) {
      run(world.v2, 'AddTags', { ResourceArns: [balancer], Tags: [{ Key: 'sandbox/health', Value }] });
    }
    const Targets = [{ Id: '10.0.0.1' }];
    const health = (input: object) =>
      run(world.v2, 'DescribeTargetHealth', { TargetGroupArn, ...input }).TargetHealthDescriptions;
    run(world.v2, 'RegisterTargets', { TargetGroupArn, Targets });
    expect(health({})).toMatchObject([{ TargetHealth: { State } }]);
    run(world.v2, 'DeregisterTargets', { TargetGroupArn, Targets });
    expect(health({})).toEqual([]);
    expect(health({ Targets })).toMatchObject([{ TargetHealth: { Reason: 'Target.NotRegistered' } }]);
  });
});

const Listeners = [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }];
const classicNamed = (LoadBalancerName: string, more = {}) => ({
  LoadBalancerName,
  Listeners,
  Subnets: ['subnet-1'],
  ...more,
});
const NAMES = { LoadBalancerNames: ['absent'] };

describe('API 2012-06-01 refuses', () => {
  it.each([
    ['no listeners', 'CreateLoadBalancer', classicNamed('a', { Listeners: [] }), 'ValidationError'],
    ['no subnets and no zones', 'CreateLoadBalancer', classicNamed('a', { Subnets: [] }), 'ValidationError'],
    [
      'subnets and zones',
      'CreateLoadBalancer',
      classicNamed('a', { AvailabilityZones: ['us-east-1a'] }),
      'ValidationError',
    ],
    [
      'an unknown subnet',
      'CreateLoadBalancer',
      classicNamed('a', { Subnets: ['x'] }),
      'SubnetNotFoundException',
    ],
    [
      'an unknown scheme',
      'CreateLoadBalancer',
      classicNamed('a', { Scheme: 'public' }),
      'InvalidSchemeException',
    ],
    ['33 characters', 'CreateLoadBalancer', classicNamed('n'.repeat(33)), 'ValidationError'],
    ['an underscore', 'CreateLoadBalancer', classicNamed('a_b'), 'ValidationError'],
    ['to delete nothing', 'DeleteLoadBalancer', {}, 'ValidationError'],
    ['tags of two', 'AddTags', { LoadBalancerNames: ['a', 'b'], Tags: [{ Key: 'k' }] }, 'ValidationError'],
    ['tags of the absent', 'AddTags', { ...NAMES, Tags: [{ Key: 'k' }] }, 'AccessPointNotFoundException'],
    [
      'removal from the absent',
      'RemoveTags',
      { ...NAMES, Tags: [{ Key: 'k' }] },
      'AccessPointNotFoundException',
    ],
    [
      'subnets of the absent',
      'AttachLoadBalancerToSubnets',
      { LoadBalancerName: 'absent', Subnets: ['subnet-1'] },
      'AccessPointNotFoundException',
    ],
    [
      'instances of the absent',
      'RegisterInstancesWithLoadBalancer',
      { LoadBalancerName: 'absent', Instances: [{ InstanceId: 'i-1' }] },
      'AccessPointNotFoundException',
    ],
  ])('%s', (_, operation, input, error) => {
    expect(refusalOf(world.classic, operation, input)).toBe(error);
  });

  it('health of an instance it does not have; the others are as sandbox/health plays', () => {
    run(world.classic, 'CreateLoadBalancer', classicNamed('a'));
    const LoadBalancerName = 'a';
    const Instances = [{ InstanceId: 'i-1' }];
    const health = () => run(world.classic, 'DescribeInstanceHealth', { LoadBalancerName, Instances });
    expect(health).toThrow('Could not find EC2 instance i-1.');
    run(world.classic, 'RegisterInstancesWithLoadBalancer', { LoadBalancerName, Instances });
    expect(health()).toMatchObject({ InstanceStates: [{ State: 'InService' }] });
    const Tags = [{ Key: 'sandbox/health', Value: 'unhealthy' }];
    run(world.classic, 'AddTags', { LoadBalancerNames: ['a'], Tags });
    expect(health()).toMatchObject({ InstanceStates: [{ State: 'OutOfService' }] });
    run(world.classic, 'DeregisterInstancesFromLoadBalancer', { LoadBalancerName, Instances });
    expect(health).toThrow('Could not find EC2 instance i-1.');
  });
});

it('each refusal of a change is recorded, none of a reading', () => {
  refusalOf(world.v2, 'CreateLoadBalancer', named('a_b'));
  refusalOf(world.v2, 'DescribeTags', { ResourceArns: [TG] });
  expect(events.map(({ detail }) => [detail['eventName'], detail['errorCode']])).toEqual([
    ['CreateLoadBalancer', 'ValidationError'],
  ]);
});

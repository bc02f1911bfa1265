/**
 * Which events reach the hint queue, as EventBridge reads them (at most 4,096 characters each). Data, so that tests
 * hold them against the parser of the same events. Event shapes: the CloudTrail records of Elastic Load Balancing,
 * classic (API version 2012-06-01) and v2 (2015-12-01), and `aws.tag`.
 */
export interface EventPattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Calls whose parameters name a load balancer and nothing else. */
const LOAD_BALANCER_CALLS = [
  'CreateLoadBalancer',
  'DeleteLoadBalancer',
  'SetIpAddressType',
  'SetSubnets',
  // Classic's way of changing subnets.
  'AttachLoadBalancerToSubnets',
  'DetachLoadBalancerFromSubnets',
] as const;

/** v2 tags target groups, listeners, rules and trust stores by the same calls; classic's name load balancers only. */
const TAG_CALLS = ['AddTags', 'RemoveTags'] as const;

export const loadBalancerCalls: EventPattern = {
  source: ['aws.elasticloadbalancing'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: ['elasticloadbalancing.amazonaws.com'],
    // Failed calls are delivered too.
    errorCode: [{ exists: false }],
    $or: [
      { eventName: LOAD_BALANCER_CALLS },
      { eventName: TAG_CALLS, requestParameters: { resourceArns: [{ wildcard: '*:loadbalancer/*' }] } },
      { eventName: TAG_CALLS, requestParameters: { loadBalancerNames: [{ exists: true }] } },
    ],
  },
};

export const tagChanges: EventPattern = {
  source: ['aws.tag'],
  'detail-type': ['Tag Change on Resource'],
  detail: { service: ['elasticloadbalancing'], 'resource-type': ['loadbalancer'] },
};

/** Whether a trail of CloudTrail logs management events in the Region: without one no call is told of. */
export type Trail = 'present' | 'absent';

/** What the rules take: without a trail, changes of tags alone. */
export const heardEvents = (trail: Trail): readonly EventPattern[] =>
  trail === 'present' ? [loadBalancerCalls, tagChanges] : [tagChanges];

/** The archive's: an event that either rule takes. */
export const eitherOf = (...patterns: readonly EventPattern[]) => ({ $or: patterns });

/**
 * The end of a deploy that changed the stack. CloudFormation documents the stack id without its last part in one
 * example, hence both forms.
 */
export function stackChanged(stackId: string, shortStackId: string): EventPattern {
  return {
    source: ['aws.cloudformation'],
    'detail-type': ['CloudFormation Stack Status Change'],
    detail: {
      'stack-id': [stackId, shortStackId],
      'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] },
    },
  };
}

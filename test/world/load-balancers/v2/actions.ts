import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { checkList } from '../validation-error.ts';
import { findTargetGroup } from './find.ts';
import type { V2Call, V2State } from './state.ts';

/** ARNs of the target groups that actions forward to. */
export function targetGroupsOf(actions: readonly Action[]): string[] {
  const arns = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((tuple) => tuple.TargetGroupArn),
  ]);
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}

/** Refuses target groups that are not there, or that stand behind another load balancer already. */
export function checkActions(actions: Action[] | undefined, loadBalancerArn: string, call: V2Call): Action[] {
  const given = checkList(actions, 'actions', 10);
  for (const arn of targetGroupsOf(given)) {
    const { arn: targetGroupArn } = findTargetGroup(arn, call);
    if (loadBalancersOf(targetGroupArn, call.state).some((present) => present !== loadBalancerArn)) {
      throw new AwsError(
        'TargetGroupAssociationLimitException',
        `The following target groups cannot be associated with more than one load balancer: ${targetGroupArn}`,
      );
    }
  }
  return given;
}

/** ARNs of the load balancers that forward to a target group. */
export function loadBalancersOf(targetGroupArn: string, state: V2State): string[] {
  const listeners = [...state.listeners.values()];
  const direct = listeners.filter(({ actions }) => targetGroupsOf(actions).includes(targetGroupArn));
  const ruled = [...state.rules.values()]
    .filter(({ actions }) => targetGroupsOf(actions).includes(targetGroupArn))
    .flatMap(({ listenerArn }) => listeners.filter(({ arn }) => arn === listenerArn));
  return [...new Set([...direct, ...ruled].map(({ loadBalancerArn }) => loadBalancerArn))];
}

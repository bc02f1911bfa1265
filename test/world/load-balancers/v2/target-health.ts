import type { TargetHealth, TargetHealthReasonEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancersOf } from './actions.ts';
import type { StoredTargetGroup, V2State } from './state.ts';
import { isChecked } from './target-groups.ts';

const REASONS = {
  healthy: undefined,
  initial: 'Elb.InitialHealthChecking',
  unhealthy: 'Target.FailedHealthChecks',
  draining: 'Target.DeregistrationInProgress',
  unavailable: 'Target.HealthCheckDisabled',
  unused: 'Target.InvalidState',
} as const satisfies Record<string, TargetHealthReasonEnum | undefined>;

/** Health of registered targets: as the load balancer's tag `sandbox/health` plays it, else healthy. */
export function targetHealth(group: StoredTargetGroup, state: V2State): TargetHealth {
  const loadBalancers = loadBalancersOf(group.arn, state);
  if (loadBalancers.length === 0) {
    return {
      State: 'unused',
      Reason: 'Target.NotInUse',
      Description: 'Target group is not configured to receive traffic from the load balancer',
    };
  }
  if (!isChecked(group.settings)) {
    return {
      State: 'unavailable',
      Reason: 'Target.HealthCheckDisabled',
      Description: 'Health checks are disabled',
    };
  }
  const played = loadBalancers
    .map((arn) => state.loadBalancers.get(arn)?.tags.get('sandbox/health'))
    .find((health) => health !== undefined);
  const State =
    (Object.keys(REASONS) as (keyof typeof REASONS)[]).find((health) => health === played) ?? 'healthy';
  const Reason = REASONS[State];
  return Reason === undefined
    ? { State }
    : { State, Reason, Description: `Played by the tag sandbox/health` };
}

import type {
  DeregisterTargetsInput,
  DeregisterTargetsOutput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  RegisterTargetsInput,
  RegisterTargetsOutput,
  TargetDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { checkList } from '../validation-error.ts';
import { findTargetGroup } from './find.ts';
import type { StoredTargetGroup, V2Call } from './state.ts';
import { targetHealth } from './target-health.ts';

export function registerTargets(
  { TargetGroupArn, Targets }: RegisterTargetsInput,
  call: V2Call,
): RegisterTargetsOutput {
  const group = findTargetGroup(TargetGroupArn, call);
  for (const target of checkList(Targets, 'targets', 1000)) {
    const complete = withPort(target, group);
    group.targets.set(keyOf(complete), complete);
  }
  return {};
}

export function deregisterTargets(
  { TargetGroupArn, Targets }: DeregisterTargetsInput,
  call: V2Call,
): DeregisterTargetsOutput {
  const group = findTargetGroup(TargetGroupArn, call);
  for (const { Id, Port } of checkList(Targets, 'targets', 1000)) {
    for (const [key, target] of [...group.targets]) {
      if (target.Id === Id && (Port === undefined || target.Port === Port)) group.targets.delete(key);
    }
  }
  return {};
}

/** All targets, or those asked for; one that is not registered is told as unused. */
export function describeTargetHealth(
  { TargetGroupArn, Targets }: DescribeTargetHealthInput,
  call: V2Call,
): DescribeTargetHealthOutput {
  const group = findTargetGroup(TargetGroupArn, call);
  const asked = Targets?.map((target) => withPort(target, group)) ?? [...group.targets.values()];
  return {
    TargetHealthDescriptions: asked.map((Target) => ({
      Target,
      HealthCheckPort: String(Target.Port ?? ''),
      TargetHealth: group.targets.has(keyOf(Target))
        ? targetHealth(group, call.state)
        : {
            State: 'unused',
            Reason: 'Target.NotRegistered',
            Description: 'Target is not registered to the target group',
          },
    })),
  };
}

function withPort(target: TargetDescription, group: StoredTargetGroup): TargetDescription {
  return { ...target, Port: target.Port ?? group.settings.Port };
}

function keyOf({ Id, Port }: TargetDescription): string {
  return `${Id} ${Port}`;
}

import { isDeepStrictEqual } from 'node:util';
import type {
  CreateTargetGroupInput,
  CreateTargetGroupOutput,
  DeleteTargetGroupInput,
  DeleteTargetGroupOutput,
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { arnOf } from '../call.ts';
import { checkName } from '../name-rules.ts';
import { page } from '../paging.ts';
import { addTags } from '../taggable.ts';
import { checkEnum, validationError } from '../validation-error.ts';
import { loadBalancersOf } from './actions.ts';
import { checkArn, findLoadBalancer } from './find.ts';
import type { StoredTargetGroup, V2Call, V2State } from './state.ts';

export function createTargetGroup(input: CreateTargetGroupInput, call: V2Call): CreateTargetGroupOutput {
  const { caller, identifiers, state } = call;
  const name = checkName(input.Name, 'target group');
  checkEnum(input.TargetType, 'targetType', ['instance', 'ip', 'lambda', 'alb']);
  if (input.TargetType !== 'lambda' && input.HealthCheckEnabled === false) {
    throw validationError(
      `Health check enabled must be true for target groups with target type '${input.TargetType ?? 'instance'}'`,
    );
  }
  const { Tags = [], ...settings } = input;
  const present = [...state.targetGroups.values()].find((group) => group.settings.Name === name);
  if (present !== undefined) {
    if (isDeepStrictEqual(present.settings, settings)) return { TargetGroups: [view(present, state)] };
    throw new AwsError(
      'DuplicateTargetGroupNameException',
      `A target group with the same name '${name}' exists, but with different settings`,
    );
  }
  const group: StoredTargetGroup = {
    serial: identifiers.serial(),
    arn: arnOf(caller, `targetgroup/${name}/${identifiers.hex16()}`),
    resourceType: 'targetgroup',
    tags: new Map(),
    tagVersion: 0,
    settings,
    targets: new Map(),
  };
  addTags([group], Tags, call.tagsChanged);
  state.targetGroups.set(group.arn, group);
  return { TargetGroups: [view(group, state)] };
}

/** One in use is refused; one that is not there is no error. */
export function deleteTargetGroup(
  { TargetGroupArn }: DeleteTargetGroupInput,
  call: V2Call,
): DeleteTargetGroupOutput {
  checkArn(TargetGroupArn, 'target group', call);
  if (loadBalancersOf(TargetGroupArn, call.state).length > 0) {
    throw new AwsError(
      'ResourceInUseException',
      `Target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
    );
  }
  call.state.targetGroups.delete(TargetGroupArn);
  return {};
}

export function describeTargetGroups(
  input: DescribeTargetGroupsInput,
  call: V2Call,
): DescribeTargetGroupsOutput {
  const { items, NextMarker } = page(chosen(input, call), input);
  return { TargetGroups: items.map((group) => view(group, call.state)), NextMarker };
}

function chosen(
  { LoadBalancerArn, TargetGroupArns = [], Names = [] }: DescribeTargetGroupsInput,
  call: V2Call,
): StoredTargetGroup[] {
  const all = [...call.state.targetGroups.values()];
  if (LoadBalancerArn !== undefined) {
    const { arn } = findLoadBalancer(LoadBalancerArn, call);
    return all.filter((group) => loadBalancersOf(group.arn, call.state).includes(arn));
  }
  for (const arn of TargetGroupArns) checkArn(arn, 'target group', call);
  const wanted = [...new Set([...TargetGroupArns, ...Names])];
  if (wanted.length === 0) return all;
  const found = all.filter(
    ({ arn, settings }) => wanted.includes(arn) || Names.includes(settings.Name ?? ''),
  );
  if (found.length === wanted.length) return found;
  throw new AwsError('TargetGroupNotFoundException', 'One or more target groups not found');
}

/** Targets of every type are checked, but a Lambda function only if its group says so. */
export function isChecked({ TargetType, HealthCheckEnabled }: StoredTargetGroup['settings']): boolean {
  return TargetType !== 'lambda' || HealthCheckEnabled === true;
}

function view({ arn, settings }: StoredTargetGroup, state: V2State): TargetGroup {
  const { Name, ...rest } = settings;
  return {
    TargetGroupArn: arn,
    TargetGroupName: Name,
    HealthCheckProtocol: 'TCP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: isChecked(settings),
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 10,
    HealthyThresholdCount: 3,
    UnhealthyThresholdCount: 3,
    TargetType: 'instance',
    IpAddressType: 'ipv4',
    ...rest,
    LoadBalancerArns: loadBalancersOf(arn, state),
  };
}

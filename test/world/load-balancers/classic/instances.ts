import type {
  DeregisterEndPointsInput,
  DeregisterEndPointsOutput,
  DescribeEndPointStateInput,
  DescribeEndPointStateOutput,
  RegisterEndPointsInput,
  RegisterEndPointsOutput,
} from '@aws-sdk/client-elastic-load-balancing';
import { AwsError } from '../../aws-error.ts';
import { checkList } from '../validation-error.ts';
import { type ClassicCall, findClassic } from './state.ts';

export function registerInstances(
  { LoadBalancerName, Instances }: RegisterEndPointsInput,
  call: ClassicCall,
): RegisterEndPointsOutput {
  const stored = findClassic(LoadBalancerName, call);
  const given = checkList(Instances, 'instances', 1000);
  const known = new Set(stored.instances.map(({ InstanceId }) => InstanceId));
  stored.instances = [...stored.instances, ...given.filter(({ InstanceId }) => !known.has(InstanceId))];
  return { Instances: stored.instances };
}

export function deregisterInstances(
  { LoadBalancerName, Instances }: DeregisterEndPointsInput,
  call: ClassicCall,
): DeregisterEndPointsOutput {
  const stored = findClassic(LoadBalancerName, call);
  const gone = new Set(checkList(Instances, 'instances', 1000).map(({ InstanceId }) => InstanceId));
  stored.instances = stored.instances.filter(({ InstanceId }) => !gone.has(InstanceId));
  return { Instances: stored.instances };
}

/** In service, unless the tag `sandbox/health` plays anything but `healthy`. */
export function describeInstanceHealth(
  { LoadBalancerName, Instances }: DescribeEndPointStateInput,
  call: ClassicCall,
): DescribeEndPointStateOutput {
  const { instances, tags } = findClassic(LoadBalancerName, call);
  for (const { InstanceId } of Instances ?? []) {
    if (instances.some((instance) => instance.InstanceId === InstanceId)) continue;
    throw new AwsError('InvalidEndPointException', `Could not find EC2 instance ${InstanceId}.`);
  }
  const healthy = (tags.get('sandbox/health') ?? 'healthy') === 'healthy';
  return {
    InstanceStates: (Instances ?? instances).map(({ InstanceId }) => ({
      InstanceId,
      State: healthy ? 'InService' : 'OutOfService',
      ReasonCode: healthy ? 'N/A' : 'Instance',
      Description: healthy ? 'N/A' : 'Played by the tag sandbox/health',
    })),
  };
}

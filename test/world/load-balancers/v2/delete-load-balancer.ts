import type {
  DeleteLoadBalancerInput,
  DeleteLoadBalancerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { checkArn } from './find.ts';
import { removeListener } from './listeners.ts';
import type { V2Call } from './state.ts';

/** Deletes it with its listeners, not with its target groups. One that is not there is no error. */
export function deleteLoadBalancer(
  { LoadBalancerArn }: DeleteLoadBalancerInput,
  call: V2Call,
): DeleteLoadBalancerOutput {
  checkArn(LoadBalancerArn, 'load balancer', call);
  const { state } = call;
  if (state.loadBalancers.get(LoadBalancerArn)?.attributes.get('deletion_protection.enabled') === 'true') {
    throw new AwsError(
      'OperationNotPermittedException',
      `Load balancer '${LoadBalancerArn}' cannot be deleted because deletion protection is enabled`,
    );
  }
  for (const { arn, loadBalancerArn } of [...state.listeners.values()]) {
    if (loadBalancerArn === LoadBalancerArn) removeListener(arn, state);
  }
  state.loadBalancers.delete(LoadBalancerArn);
  return {};
}

import { UnreadableMessage } from '../errors.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { parseArn } from '../load-balancers/load-balancer-id.ts';

/**
 * The load balancers among the ARNs of an event, each once. ARNs of target groups, listeners, rules and trust stores
 * are left out.
 * @throws UnreadableMessage if one is no ARN, or of another Region.
 */
export function loadBalancersOfArns(
  arns: readonly string[],
  region: string,
  field: string,
): readonly LoadBalancerId[] {
  const ids = arns.flatMap((arn) => {
    const named = parseArn(arn);
    if (named === 'something else') return [];
    if (named === undefined) {
      throw new UnreadableMessage({ field, got: arn, expected: 'the ARN of a load balancer' });
    }
    if (named.region !== region) {
      throw new UnreadableMessage({ field, got: arn, expected: `an ARN of Region ${region}` });
    }
    return [named.id];
  });
  return [...new Set(ids)];
}

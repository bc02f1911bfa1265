import { AwsError } from '../../aws-error.ts';
import type { Taggable } from '../taggable.ts';
import { validationError } from '../validation-error.ts';
import type { StoredListener, StoredLoadBalancer, StoredTargetGroup, V2Call } from './state.ts';

/** The load balancer of an ARN that an operation on one of them was given. */
export function findLoadBalancer(arn: string | undefined, call: V2Call): StoredLoadBalancer {
  checkArn(arn, 'load balancer', call);
  const found = call.state.loadBalancers.get(arn);
  if (found !== undefined) return found;
  throw new AwsError('LoadBalancerNotFoundException', `Load balancer '${arn}' not found`);
}

export function findTargetGroup(arn: string | undefined, call: V2Call): StoredTargetGroup {
  checkArn(arn, 'target group', call);
  const found = call.state.targetGroups.get(arn);
  if (found !== undefined) return found;
  throw new AwsError('TargetGroupNotFoundException', `Target groups '${arn}' not found`);
}

export function findListener(arn: string | undefined, call: V2Call): StoredListener {
  checkArn(arn, 'listener', call);
  const found = call.state.listeners.get(arn);
  if (found !== undefined) return found;
  throw new AwsError('ListenerNotFoundException', `One or more listeners not found`);
}

/** Whatever of this API can carry tags. */
export function findTaggable(arn: string | undefined, call: V2Call): Taggable {
  const kind = kindOf(arn);
  if (kind === 'load balancer') return findLoadBalancer(arn, call);
  if (kind === 'target group') return findTargetGroup(arn, call);
  if (kind === 'listener') return findListener(arn, call);
  checkArn(arn, 'listener rule', call);
  const rule = call.state.rules.get(arn);
  if (rule !== undefined) return rule;
  throw new AwsError('RuleNotFoundException', `One or more rules not found`);
}

const PATHS = {
  'load balancer': /^loadbalancer\/(app|net|gwy)\/[^/]+\/[0-9a-f]+$/,
  'target group': /^targetgroup\/[^/]+\/[0-9a-f]+$/,
  listener: /^listener\/(app|net|gwy)\/[^/]+\/[0-9a-f]+\/[0-9a-f]+$/,
  'listener rule': /^listener-rule\/(app|net)\/[^/]+\/[0-9a-f]+\/[0-9a-f]+\/[0-9a-f]+$/,
} as const;

type Kind = keyof typeof PATHS;

function kindOf(arn: string | undefined): Kind | undefined {
  const path = arn?.split(':').slice(5).join(':') ?? '';
  return (Object.keys(PATHS) as Kind[]).find((kind) => PATHS[kind].test(path));
}

/** Refuses ARNs of something else, and of another account or Region: there they name nothing. */
export function checkArn(arn: string | undefined, kind: Kind, { caller }: V2Call): asserts arn is string {
  const [, partition, service, region, account] = arn?.split(':') ?? [];
  const here = service === 'elasticloadbalancing' && region === caller.region && account === caller.account;
  if (partition !== 'aws' || !here || kindOf(arn) !== kind) {
    throw validationError(`'${arn ?? ''}' is not a valid ${kind} ARN`);
  }
}

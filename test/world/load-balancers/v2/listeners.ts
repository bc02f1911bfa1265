import type {
  CreateListenerInput,
  CreateListenerOutput,
  DeleteListenerInput,
  DeleteListenerOutput,
  DescribeListenersInput,
  DescribeListenersOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { arnOf } from '../call.ts';
import { page } from '../paging.ts';
import { addTags } from '../taggable.ts';
import { checkList, validationError } from '../validation-error.ts';
import { checkActions } from './actions.ts';
import { findListener, findLoadBalancer } from './find.ts';
import type { StoredListener, V2Call, V2State } from './state.ts';

export function createListener(input: CreateListenerInput, call: V2Call): CreateListenerOutput {
  const { caller, identifiers, state } = call;
  const loadBalancer = findLoadBalancer(input.LoadBalancerArn, call);
  const actions = checkActions(input.DefaultActions, loadBalancer.arn, call);
  const taken = [...state.listeners.values()].find(
    ({ loadBalancerArn, port }) => loadBalancerArn === loadBalancer.arn && port === input.Port,
  );
  if (taken !== undefined) {
    throw new AwsError(
      'DuplicateListenerException',
      `A listener already exists on this port for this load balancer`,
    );
  }
  const path = loadBalancer.arn.split(':loadbalancer/')[1] ?? '';
  const listener: StoredListener = {
    serial: identifiers.serial(),
    arn: arnOf(caller, `listener/${path}/${identifiers.hex16()}`),
    resourceType: 'listener',
    tags: new Map(),
    tagVersion: 0,
    loadBalancerArn: loadBalancer.arn,
    port: input.Port,
    protocol: input.Protocol,
    actions,
  };
  addTags([listener], input.Tags ?? [], call.tagsChanged);
  state.listeners.set(listener.arn, listener);
  return { Listeners: [view(listener)] };
}

export function describeListeners(input: DescribeListenersInput, call: V2Call): DescribeListenersOutput {
  const { items, NextMarker } = page(chosen(input, call), input);
  return { Listeners: items.map(view), NextMarker };
}

function chosen({ LoadBalancerArn, ListenerArns }: DescribeListenersInput, call: V2Call): StoredListener[] {
  if ((LoadBalancerArn === undefined) === (ListenerArns === undefined)) {
    throw validationError('Either a load balancer ARN or listener ARNs must be specified');
  }
  if (LoadBalancerArn === undefined) {
    return checkList(ListenerArns, 'listenerArns', 20).map((arn) => findListener(arn, call));
  }
  const { arn } = findLoadBalancer(LoadBalancerArn, call);
  return [...call.state.listeners.values()].filter(({ loadBalancerArn }) => loadBalancerArn === arn);
}

export function deleteListener({ ListenerArn }: DeleteListenerInput, call: V2Call): DeleteListenerOutput {
  removeListener(findListener(ListenerArn, call).arn, call.state);
  return {};
}

/** Takes a listener away, with its rules. */
export function removeListener(arn: string, state: V2State): void {
  for (const rule of [...state.rules.values()]) {
    if (rule.listenerArn === arn) state.rules.delete(rule.arn);
  }
  state.listeners.delete(arn);
}

function view({ arn, loadBalancerArn, port, protocol, actions }: StoredListener): Listener {
  return {
    ListenerArn: arn,
    LoadBalancerArn: loadBalancerArn,
    Port: port,
    Protocol: protocol,
    DefaultActions: actions,
  };
}

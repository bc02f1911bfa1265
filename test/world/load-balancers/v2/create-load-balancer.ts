import type {
  CreateLoadBalancerInput,
  CreateLoadBalancerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { arnOf } from '../call.ts';
import { canonicalZoneId } from '../canonical-zones.ts';
import { checkName } from '../name-rules.ts';
import { checkRoom, checkTags } from '../tag-rules.ts';
import { addTags } from '../taggable.ts';
import { checkEnum, validationError } from '../validation-error.ts';
import { checkAddressType } from './address-type.ts';
import { loadBalancerView } from './load-balancer-view.ts';
import { sameSettings } from './same-settings.ts';
import type { StoredLoadBalancer, V2Call } from './state.ts';
import { subnetMappings } from './subnet-mappings.ts';

/**
 * Creates, or answers the load balancer that has this name and these settings already. A new one is told as
 * `provisioning`, whatever DescribeLoadBalancers says right after.
 */
export function createLoadBalancer(input: CreateLoadBalancerInput, call: V2Call): CreateLoadBalancerOutput {
  const wanted = settingsOf(input);
  const { caller, state } = call;
  const present = [...state.loadBalancers.values()].find(({ name }) => name === wanted.name);
  if (present !== undefined) {
    if (sameSettings(present, wanted)) return { LoadBalancers: [loadBalancerView(present, caller.region)] };
    throw new AwsError(
      'DuplicateLoadBalancerNameException',
      `A load balancer with the same name '${wanted.name}' exists, but with different settings`,
    );
  }
  const created = build(wanted, call);
  state.loadBalancers.set(created.arn, created);
  addTags([created], wanted.createdWith, call.tagsChanged);
  return {
    LoadBalancers: [{ ...loadBalancerView(created, caller.region), State: { Code: 'provisioning' } }],
  };
}

export type LoadBalancerSettings = Pick<
  StoredLoadBalancer,
  'name' | 'type' | 'scheme' | 'ipAddressType' | 'subnets' | 'securityGroups' | 'createdWith'
>;

function settingsOf(input: CreateLoadBalancerInput): LoadBalancerSettings {
  const name = checkName(input.Name, 'load balancer');
  if (name.startsWith('internal-')) {
    throw validationError(`The load balancer name '${name}' cannot begin with 'internal-'`);
  }
  checkEnum(input.Type, 'type', ['application', 'network', 'gateway']);
  checkEnum(input.Scheme, 'scheme', ['internet-facing', 'internal']);
  const type = input.Type ?? 'application';
  if (type === 'gateway' && input.Scheme !== undefined) {
    throw validationError('Scheme cannot be specified for a gateway load balancer');
  }
  const scheme = type === 'gateway' ? undefined : (input.Scheme ?? 'internet-facing');
  checkAddressType(input.IpAddressType, type, scheme);
  const subnets = subnetMappings(input);
  const createdWith = input.Tags ?? [];
  checkTags(createdWith);
  checkRoom(new Map(), createdWith);
  return {
    name,
    type,
    scheme,
    ipAddressType: input.IpAddressType ?? 'ipv4',
    subnets,
    securityGroups: input.SecurityGroups ?? (type === 'application' ? ['sg-default'] : undefined),
    createdWith,
  };
}

const SEGMENTS = { application: 'app', network: 'net', gateway: 'gwy' } as const;

function build(settings: LoadBalancerSettings, { caller, identifiers, now }: V2Call): StoredLoadBalancer {
  const { name, type, scheme } = settings;
  const { region } = caller;
  const id = identifiers.hex16();
  const internal = scheme === 'internal' ? 'internal-' : '';
  const dnsNames = {
    application: `${internal}${name}-${identifiers.dnsNumber()}.${region}.elb.amazonaws.com`,
    network: `${name}-${id}.elb.${region}.amazonaws.com`,
    gateway: undefined,
  };
  return {
    ...settings,
    serial: identifiers.serial(),
    arn: arnOf(caller, `loadbalancer/${SEGMENTS[type]}/${name}/${id}`),
    resourceType: 'loadbalancer',
    tags: new Map(),
    tagVersion: 0,
    createdAt: now,
    dnsName: dnsNames[type],
    zoneId: type === 'gateway' ? undefined : canonicalZoneId(type, region),
    attributes: new Map([['deletion_protection.enabled', 'false']]),
  };
}

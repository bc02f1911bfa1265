import { isDeepStrictEqual } from 'node:util';
import type { CreateAccessPointInput, CreateAccessPointOutput } from '@aws-sdk/client-elastic-load-balancing';
import { AwsError } from '../../aws-error.ts';
import { arnOf } from '../call.ts';
import { canonicalZoneId } from '../canonical-zones.ts';
import { checkName } from '../name-rules.ts';
import { checkSubnet } from '../subnets.ts';
import { checkRoom, checkTags } from '../tag-rules.ts';
import { addTags } from '../taggable.ts';
import { checkList, validationError } from '../validation-error.ts';
import type { ClassicCall, StoredClassic } from './state.ts';

type Settings = Pick<
  StoredClassic,
  'name' | 'scheme' | 'listeners' | 'availabilityZones' | 'securityGroups' | 'subnets' | 'createdWith'
>;

/** Creates, or answers the load balancer that has this name and these settings already. */
export function createLoadBalancer(
  input: CreateAccessPointInput,
  call: ClassicCall,
): CreateAccessPointOutput {
  const wanted = settingsOf(input);
  const present = call.state.loadBalancers.get(wanted.name);
  if (present !== undefined) {
    if (isDeepStrictEqual(comparable(present), comparable(wanted))) return { DNSName: present.dnsName };
    throw new AwsError(
      'DuplicateAccessPointNameException',
      `Load Balancer named ${wanted.name} already exists and it is configured with different parameters`,
    );
  }
  const created = build(wanted, call);
  call.state.loadBalancers.set(created.name, created);
  addTags([created], wanted.createdWith, call.tagsChanged);
  return { DNSName: created.dnsName };
}

function settingsOf(input: CreateAccessPointInput): Settings {
  const { AvailabilityZones: zones = [], Subnets = [], Scheme = 'internet-facing', Tags = [] } = input;
  const name = checkName(input.LoadBalancerName, 'LoadBalancer');
  const listeners = checkList(input.Listeners, 'listeners', 100);
  if (zones.length === 0 && Subnets.length === 0) {
    throw validationError('Either AvailabilityZones or SubnetIds must be specified');
  }
  if (zones.length > 0 && Subnets.length > 0) {
    throw validationError('Only one of SubnetIds or AvailabilityZones may be specified');
  }
  for (const id of Subnets) checkSubnet(id, 'SubnetNotFoundException');
  if (Scheme !== 'internet-facing' && Scheme !== 'internal') {
    throw new AwsError('InvalidSchemeException', `Scheme '${Scheme}' is not valid`);
  }
  checkTags(Tags);
  checkRoom(new Map(), Tags);
  return {
    name,
    scheme: Scheme,
    listeners,
    availabilityZones: zones,
    securityGroups: input.SecurityGroups ?? ['sg-default'],
    subnets: Subnets,
    createdWith: Tags,
  };
}

function build(settings: Settings, { caller, identifiers, now }: ClassicCall): StoredClassic {
  const { name, scheme } = settings;
  const internal = scheme === 'internal' ? 'internal-' : '';
  return {
    ...settings,
    serial: identifiers.serial(),
    arn: arnOf(caller, `loadbalancer/${name}`),
    resourceType: 'loadbalancer',
    tags: new Map(),
    tagVersion: 0,
    dnsName: `${internal}${name}-${identifiers.dnsNumber()}.${caller.region}.elb.amazonaws.com`,
    zoneId: canonicalZoneId('classic', caller.region),
    createdAt: now,
    instances: [],
  };
}

function comparable({
  scheme,
  listeners,
  availabilityZones,
  securityGroups,
  subnets,
  createdWith,
}: Settings) {
  return {
    scheme,
    listeners: listeners.map((listener) => JSON.stringify(Object.entries(listener).sort())).sort(),
    availabilityZones: [...availabilityZones].sort(),
    securityGroups: [...securityGroups].sort(),
    subnets: [...subnets].sort(),
    tags: createdWith.map(({ Key = '', Value = '' }) => `${Key}=${Value}`).sort(),
  };
}

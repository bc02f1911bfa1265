import type { ContractRow } from '../../registry.ts';

const SAMPLES = 'CloudTrail records in public tests of cloud-custodian and aws-load-balancer-controller';
const DERIVED =
  'derived from the botocore shapes by the naming rule of all known records; not seen on an account';
const TAG_GUIDE = 'AWS Tag Editor guide, "Monitor tag changes"';

/** What the ELB calls of an account look like on its default bus. */
export const eventRows = [
  {
    id: 'event.envelope',
    fact: 'source aws.elasticloadbalancing, AWS API Call via CloudTrail, resources always empty, the record as detail',
    source: SAMPLES,
  },
  {
    id: 'event.api-version',
    fact: 'classic and v2 records share eventSource; apiVersion 2012-06-01 or 2015-12-01 tells them apart',
    source: SAMPLES,
  },
  {
    id: 'event.first-letters',
    fact: 'members of the API have their first letter lowered and nothing else: DNSName is dNSName',
    source: SAMPLES,
  },
  {
    id: 'event.v2.create.shape',
    fact: 'v2 CreateLoadBalancer answers loadBalancers[0] with ARN, name, dNSName, zone id, state provisioning; no tags',
    source: SAMPLES,
  },
  {
    id: 'event.v2.create.only-what-was-sent',
    fact: 'requestParameters of a v2 creation hold only what was sent: type and tags may be absent',
    source: SAMPLES,
  },
  {
    id: 'event.v2.create.time-spelled-out',
    fact: 'createdTime in responseElements is no ISO time: Apr 2, 2022 12:19:59 PM',
    source: SAMPLES,
  },
  {
    id: 'event.classic.create.shape',
    fact: 'classic CreateLoadBalancer answers dNSName only: no ARN and no zone id',
    source: SAMPLES,
  },
  {
    id: 'event.v2.delete.shape',
    fact: 'v2 DeleteLoadBalancer: loadBalancerArn, responseElements null',
    source: 'AWS ELB guide, CloudTrail logs',
  },
  {
    id: 'event.classic.delete.shape',
    fact: 'classic DeleteLoadBalancer: loadBalancerName, responseElements null',
    source: 'AWS ELB classic guide, CloudTrail logs',
  },
  {
    id: 'event.v2.add-tags.shape',
    fact: 'v2 AddTags: resourceArns and tags[{key,value}], responseElements null',
    source: SAMPLES,
  },
  {
    id: 'event.classic.add-tags.shape',
    fact: 'classic AddTags: loadBalancerNames and tags[{key,value}], responseElements null',
    source: DERIVED,
  },
  { id: 'event.v2.remove-tags.shape', fact: 'v2 RemoveTags: resourceArns and tagKeys', source: DERIVED },
  {
    id: 'event.classic.remove-tags.shape',
    fact: 'classic RemoveTags: loadBalancerNames and tags[{key}], not tagKeys',
    source: DERIVED,
  },
  {
    id: 'event.v2.set-subnets.shape',
    fact: 'SetSubnets: loadBalancerArn and subnets or subnetMappings, answered with availabilityZones, ipAddressType',
    source: DERIVED,
  },
  {
    id: 'event.v2.set-ip-address-type.shape',
    fact: 'SetIpAddressType: loadBalancerArn and ipAddressType, answered with ipAddressType',
    source: DERIVED,
  },
  {
    id: 'event.classic.subnets.shape',
    fact: 'classic attaches and detaches subnets by name: loadBalancerName and subnets',
    source: DERIVED,
  },
  {
    id: 'event.v2.tags-of-others',
    fact: 'v2 AddTags and RemoveTags are recorded for target groups, listeners and rules too, in resourceArns',
    source: 'botocore elbv2 AddTags',
  },
  {
    id: 'event.create.no-add-tags-record',
    fact: 'tags given at creation make no AddTags record; the creation carries them',
    source: 'AWS ELB guide, "Tag resources during creation"; that there is no second record is derived',
  },
  {
    id: 'event.create.repeated',
    fact: 'a creation repeated with the same settings is recorded as another success, of the same load balancer',
    source: 'botocore elbv2 CreateLoadBalancer; that it is recorded is derived',
  },
  {
    id: 'event.delete.missing',
    fact: 'a deletion of what is not there is recorded as a success',
    source: 'botocore elb and elbv2 DeleteLoadBalancer; that it is recorded is derived',
  },
  {
    id: 'event.failed',
    fact: 'refused calls are delivered: errorCode, errorMessage, responseElements null',
    source: 'awslabs/landing-zone-accelerator-on-aws#773, cloud-custodian#9648',
  },
  {
    id: 'event.reading',
    fact: 'Describe calls are not delivered to rules in state ENABLED',
    source: 'botocore events RuleState',
  },
  {
    id: 'event.order-and-loss',
    fact: 'events are late, lost, doubled and disordered',
    source: 'AWS EventBridge guide, service events',
  },
  {
    id: 'tag-event.shape',
    fact: 'aws.tag: ARN in resources[0], changed-tag-keys, all tags as they are, service, resource-type, version',
    source: `${TAG_GUIDE}; service and resource-type of ELB from truemark/autoalarm`,
  },
  {
    id: 'tag-event.removed-key',
    fact: 'a removed key is in changed-tag-keys and not in tags',
    source: TAG_GUIDE,
  },
  {
    id: 'tag-event.target-group',
    fact: 'target groups send them too: only the ARN or resource-type tells',
    source: 'truemark/autoalarm',
  },
  {
    id: 'tag-event.second-source',
    fact: 'one AddTags is told twice, by its record and by aws.tag',
    source: TAG_GUIDE,
  },
  {
    id: 'tag-event.creation',
    fact: 'tags given at creation are told by aws.tag (not verified: played as if)',
    source: 'not found anywhere; the world plays the case with more events',
  },
  {
    id: 'tag-event.classic',
    fact: 'classic load balancers send aws.tag with their two-segment ARN (not verified: played as if)',
    source: 'not found anywhere; the world plays the case with more events',
  },
  {
    id: 'tag-event.deletion',
    fact: 'whether a deletion of the resource is told by aws.tag is not known',
    source: 'not found anywhere',
  },
] as const satisfies readonly ContractRow[];

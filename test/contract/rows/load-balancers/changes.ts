import type { ContractRow } from '../../registry.ts';

const CREATE = 'botocore elbv2 and elb CreateLoadBalancer';
const TAGS = 'botocore elbv2 and elb TagKey, TagValue';

/** What creations, deletions and tags do, as far as the product or its tag contract relies on it. */
export const changeRows = [
  {
    id: 'elb.create.dns-name-at-once',
    fact: 'the answer to a creation has the DNS name (and in v2 the zone id) while the state is provisioning',
    source: 'records of creations',
  },
  {
    id: 'elb.create.idempotent',
    fact: 'a creation repeated with the same settings succeeds with the same load balancer',
    source: CREATE,
  },
  {
    id: 'elb.create.duplicate-name',
    fact: 'a name in use with other settings: DuplicateLoadBalancerName',
    source: CREATE,
  },
  {
    id: 'elb.create.tags',
    fact: 'tags given at creation are there with the load balancer',
    source: 'AWS ELB guide, "Tag resources during creation"',
  },
  {
    id: 'elb.recreate.new-dns-name',
    fact: 'a load balancer of the same name has a new DNS name; in v2 also a new ARN',
    source: 'aws-load-balancer-controller: replaced load balancers',
  },
  {
    id: 'elb.delete.missing-succeeds',
    fact: 'deleting what is not there succeeds, in both APIs',
    source: 'botocore elbv2 and elb DeleteLoadBalancer',
  },
  {
    id: 'elb.delete.tags-gone',
    fact: 'tags go with their load balancer, and do not come back with its name',
    source: 'AWS ELB guide',
  },
  {
    id: 'elb.tags.characters',
    fact: 'letters, digits, spaces and _.:/=+-@ only, in keys and values: no asterisk, no comma',
    source: TAGS,
  },
  { id: 'elb.tags.lengths', fact: 'keys of 1..128 characters, values of 0..256', source: TAGS },
  { id: 'elb.tags.as-written', fact: 'case, spaces and letters of any script are kept', source: TAGS },
  { id: 'elb.tags.limit-50', fact: '50 tags, then TooManyTags', source: 'AWS ELB guides, tags' },
  {
    id: 'elb.tags.duplicate-keys',
    fact: 'a key twice in a request: DuplicateTagKeys',
    source: 'botocore AddTags',
  },
  {
    id: 'elb.tags.aws-reserved',
    fact: 'aws: is reserved in keys and values',
    source: 'AWS ELB guides, tags',
  },
  {
    id: 'elb.tags.missing',
    fact: 'tagging what is not there: LoadBalancerNotFound',
    source: 'botocore AddTags',
  },
  {
    id: 'elb.tags.all-or-nothing',
    fact: 'a refused AddTags adds none of its tags',
    source: 'derived: an error is the answer of the whole call',
  },
] as const satisfies readonly ContractRow[];

import type { ContractRow } from '../registry.ts';

const LIMITS = 'Route 53 guide, Quotas';
const THROTTLING = 'AWS, Throttling for Amazon Route 53 API requests';
const API = 'botocore route53 service model';
const NAMES = 'Route 53 guide, DNS domain name format';
const ROUTING = 'Route 53 guide, Choosing a routing policy';
const ALIAS = 'Route 53 guide, Choosing between alias and non-alias records';

/** What the product relies on about Route 53. */
export const route53Rows = [
  {
    id: 'route53.throttle.requests',
    fact: '50 requests, refill 10 a second, for all actions of an account together',
    source: THROTTLING,
  },
  {
    id: 'route53.throttle.changes',
    fact: '1,500 changes, refill 100 a second: CREATE 1, DELETE 1, UPSERT 2',
    source: THROTTLING,
  },
  {
    id: 'route53.throttle.per-account',
    fact: 'every caller of an account draws on the same buckets',
    source: THROTTLING,
  },
  { id: 'route53.throttle.answer', fact: 'HTTP 400, code Throttling, "Rate exceeded"', source: THROTTLING },
  { id: 'route53.throttle.other-name', fact: 'the model also has ThrottlingException', source: API },
  {
    id: 'route53.throttle.sdk-retries',
    fact: 'SDK v3 retries Throttling, 3 attempts; maxAttempts 1 leaves it to the caller',
    source: 'seen with SDK v3',
  },
  {
    id: 'route53.throttle.gov-cloud',
    fact: 'GovCloud: 40 requests, refill 5, no change limit',
    source: THROTTLING,
  },
  {
    id: 'route53.prior-request',
    fact: 'while a change of the same zone is in progress: PriorRequestNotComplete, 400',
    source: API,
  },
  {
    id: 'route53.batch.1000-elements',
    fact: 'at most 1,000 ResourceRecord elements; an alias counts as one',
    source: LIMITS,
  },
  { id: 'route53.batch.upsert-elements', fact: 'elements of an UPSERT count twice', source: LIMITS },
  {
    id: 'route53.batch.32000-characters',
    fact: 'at most 32,000 characters of values, those of an UPSERT twice',
    source: LIMITS,
  },
  { id: 'route53.batch.atomic', fact: 'a batch takes effect as a whole or not at all', source: API },
  {
    id: 'route53.batch.messages',
    fact: 'InvalidChangeBatch names all culprits in its message, in brackets; SDK v3 leaves `messages` empty',
    source: 'aws-sdk-kotlin#1435; seen with SDK v3',
  },
  {
    id: 'route53.batch.set-twice',
    fact: 'one record set deleted twice in a batch: InvalidChangeBatch',
    source: API,
  },
  { id: 'route53.create.exists', fact: 'CREATE of a set that exists is refused', source: API },
  {
    id: 'route53.delete.all-values',
    fact: 'DELETE must give every value that stands: TTL, records, alias target',
    source: API,
  },
  { id: 'route53.delete.order', fact: 'the order of the values in a DELETE does not matter', source: 'seen' },
  {
    id: 'route53.delete.old-target',
    fact: 'DELETE with the old target spares a set that was retargeted',
    source: 'derived: all values',
  },
  { id: 'route53.upsert.unconditional', fact: 'UPSERT has no precondition', source: API },
  {
    id: 'route53.swap',
    fact: 'DELETE of the old and CREATE of the new value in one batch is a compare-and-swap',
    source: 'derived: a batch is atomic',
  },
  { id: 'route53.change.in-sync', fact: 'GetChange: PENDING, then INSYNC within 60 s', source: API },
  { id: 'route53.list.pending', fact: 'ListResourceRecordSets shows pending changes at once', source: API },
  {
    id: 'route53.list.page',
    fact: 'at most 300 sets a page, whatever MaxItems says; NextRecord* leads on',
    source: API,
  },
  {
    id: 'route53.list.routed',
    fact: 'a page can end within a name and type; NextRecordIdentifier leads on',
    source: API,
  },
  {
    id: 'route53.list.order',
    fact: 'sorted by name with labels reversed and trailing dot, then type',
    source: API,
  },
  {
    id: 'route53.list.delegated',
    fact: 'a delegated name is listed with its NS records, and what stands below it all the same',
    source: 'Route 53 guide, Routing traffic for subdomains',
  },
  {
    id: 'route53.list.start',
    fact: 'StartRecordName and StartRecordType begin at the first set that is not before',
    source: API,
  },
  {
    id: 'route53.list.type-needs-name',
    fact: 'StartRecordType without StartRecordName is refused',
    source: API,
  },
  {
    id: 'route53.list.no-snapshot',
    fact: 'pages are no snapshot: what is written behind the cursor is missed',
    source: API,
  },
  {
    id: 'route53.name.stored',
    fact: 'names come back in lower case, with trailing dot, other characters as octal escapes',
    source: NAMES,
  },
  {
    id: 'route53.name.wildcard',
    fact: '`*` is a wildcard only as the whole leftmost label, elsewhere a character; no wildcard NS',
    source: NAMES,
  },
  { id: 'route53.name.limits', fact: 'a label has 63 bytes at most, a name 255', source: NAMES },
  { id: 'route53.name.outside', fact: 'a name outside the zone is refused', source: 'moto#916' },
  { id: 'route53.zone.10000-sets', fact: 'a zone holds 10,000 record sets unless raised', source: LIMITS },
  {
    id: 'route53.zone.account-limits',
    fact: '500 hosted zones an account, 300 VPCs a private zone',
    source: LIMITS,
  },
  {
    id: 'route53.zone.same-name',
    fact: 'a public and a private zone of one name exist side by side',
    source: 'Route 53 guide',
  },
  {
    id: 'route53.zone.not-mine',
    fact: 'a zone that is not there: NoSuchHostedZone; of another account: AccessDenied',
    source: API,
  },
  { id: 'route53.zone.apex', fact: 'NS and SOA of the apex cannot be deleted', source: 'zonify#1' },
  {
    id: 'route53.routing.100-sets',
    fact: 'at most 100 sets of a routing policy per name and type',
    source: LIMITS,
  },
  {
    id: 'route53.routing.mixture',
    fact: 'no simple set beside routed ones, no two policies per name and type',
    source: 'external-dns#3141',
  },
  {
    id: 'route53.routing.set-identifier',
    fact: 'a routing policy needs a set identifier and the reverse',
    source: API,
  },
  {
    id: 'route53.routing.30-geoproximity',
    fact: 'at most 30 geoproximity sets per name and type',
    source: LIMITS,
  },
  {
    id: 'route53.routing.one-a-place',
    fact: 'one set per Region of latency, per failover role, per location, per location of geoproximity',
    source: `${API}; Route 53 guide, Values specific for geoproximity records`,
  },
  {
    id: 'route53.routing.weighted-ttl',
    fact: 'weighted sets of one name and type have one TTL',
    source: 'aws-sdk-go-v2#518',
  },
  {
    id: 'route53.routing.change',
    fact: 'one batch changes the policy, or the type, of a name: what it leaves counts',
    source: 'derived: a batch is atomic',
  },
  {
    id: 'route53.routing.private-zone',
    fact: 'a private zone takes every policy but the IP-based one',
    source: ROUTING,
  },
  {
    id: 'route53.routing.geoproximity-bias',
    fact: 'a geoproximity set without a bias has one of 0',
    source: 'Route 53 guide, Geoproximity routing; how it is listed is not told',
  },
  {
    id: 'route53.geolocation.codes',
    fact: 'continents, countries but BV, CX, EH and HM, states of the US; in capitals',
    source: 'Route 53 guide, Values specific for geolocation records; octodns#755',
  },
  {
    id: 'route53.geolocation.one-kind',
    fact: 'a continent with a country or a subdivision is refused',
    source: API,
  },
  {
    id: 'route53.failover.primary',
    fact: 'a primary that is no alias needs a health check, an alias does not',
    source: 'external-dns#2362',
  },
  {
    id: 'route53.failover.evaluate-target-health',
    fact: 'a failover alias has EvaluateTargetHealth true',
    source: API,
  },
  {
    id: 'route53.health-check.missing',
    fact: 'a health check that is not there refuses the whole batch: NoSuchHealthCheck, 404',
    source: `${API}; dnscontrol#4175`,
  },
  {
    id: 'route53.health-check.stands',
    fact: 'a set is listed and deleted with its health check',
    source: 'zonify#23, octodns#32',
  },
  {
    id: 'route53.health-check.deleted',
    fact: 'a health check goes while sets use it; they stay, and can be deleted',
    source: `${API}; zinc#236`,
  },
  {
    id: 'route53.health-check.other-account',
    fact: 'the health check may belong to another account',
    source: 'AWS re:Post, route-53-cross-account-health-checks',
  },
  {
    id: 'route53.health-check.simple',
    fact: 'a simple set may have a health check, which is of no use there',
    source: 'external-dns#1288',
  },
  {
    id: 'route53.health-check.private-simple',
    fact: 'in a private zone a simple set has none',
    source: 'Route 53 guide, Considerations when working with a private hosted zone',
  },
  {
    id: 'route53.alias.elb',
    fact: 'alias A and AAAA to a load balancer, by its canonical zone id, without TTL and records',
    source: ALIAS,
  },
  { id: 'route53.alias.no-ttl', fact: 'an alias with TTL or records is refused', source: ALIAS },
  {
    id: 'route53.alias.target-zone',
    fact: 'the alias target must lie in the zone that its zone id names',
    source: 'cli53#213',
  },
  {
    id: 'route53.alias.other-zone',
    fact: 'no alias leads to a record set of another hosted zone',
    source: `${API}, AliasTarget`,
  },
  {
    id: 'route53.alias.target-first',
    fact: 'the target of an alias within the zone is there before it, also within a batch',
    source: 'dnscontrol#937',
  },
  {
    id: 'route53.alias.other-account',
    fact: 'the load balancer may belong to another account',
    source: ALIAS,
  },
  { id: 'route53.alias.apex', fact: 'an alias works at the apex of the zone', source: ALIAS },
  {
    id: 'route53.alias.unprefixed',
    fact: 'AAAA to a name without `dualstack.` is accepted, with it too',
    source: 'external-dns, AWS tutorial',
  },
  {
    id: 'route53.alias.stored',
    fact: 'the target comes back in lower case with a trailing dot',
    source: 'terraform-provider-aws',
  },
  { id: 'route53.alias.evaluate-target-health', fact: 'EvaluateTargetHealth is required', source: API },
  {
    id: 'route53.alias.health',
    fact: 'unhealthy if a target group has only unhealthy targets or none',
    source: ALIAS,
  },
  {
    id: 'route53.alias.resolution',
    fact: 'AAAA to an IPv4-only load balancer answers with nothing',
    source: 'external-dns, AWS tutorial',
  },
  {
    id: 'route53.alias.private-zone',
    fact: 'in a private zone an alias to ELB is allowed, to CloudFront not',
    source: ALIAS,
  },
  {
    id: 'route53.cname.alone',
    fact: 'a CNAME stands beside no other type of its name',
    source: 'terraform#9732',
  },
  { id: 'route53.cname.one-value', fact: 'a CNAME has one value', source: API },
  {
    id: 'route53.cname.loop',
    fact: 'no CNAME or alias leads back to itself within the zone',
    source: 'dnscontrol#2107, external-dns#630',
  },
  { id: 'route53.cname.apex', fact: 'no CNAME at the apex', source: 'Route 53 guide, CNAME record type' },
] as const satisfies readonly ContractRow[];

export type Route53RowId = (typeof route53Rows)[number]['id'];

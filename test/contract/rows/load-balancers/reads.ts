import type { ContractRow } from '../../registry.ts';

const V2 = 'botocore elbv2 DescribeLoadBalancers, DescribeTags';
const CLASSIC = 'botocore elb DescribeLoadBalancers, DescribeTags';
const ONLY_ERROR = 'derived: the only documented error of the call';

/** What a look at load balancers relies on. */
export const readRows = [
  {
    id: 'elb.describe.missing-arn-fails-call',
    fact: 'one missing ARN of several fails the whole call with LoadBalancerNotFound',
    source: ONLY_ERROR,
  },
  {
    id: 'elb.describe.missing-name-fails-call',
    fact: 'one missing name of several fails the whole v2 call with LoadBalancerNotFound',
    source: ONLY_ERROR,
  },
  { id: 'elb.describe.limit-20', fact: 'at most 20 ARNs a call: more are refused', source: V2 },
  { id: 'elb.describe.paging', fact: 'PageSize 1..400; Marker and NextMarker lead through all', source: V2 },
  {
    id: 'elb.describe.other-region',
    fact: 'an ARN of another Region or account is refused as no valid load balancer ARN',
    source: 'seen in public logs of the CLI: "is not a valid load balancer ARN"',
  },
  {
    id: 'elb.describe.per-account-and-region',
    fact: 'accounts and Regions do not see each other',
    source: 'AWS ELB guide',
  },
  { id: 'elb.describe-tags.limit-20', fact: 'at most 20 resources a call: more are refused', source: V2 },
  {
    id: 'elb.describe-tags.missing-fails-call',
    fact: 'one missing resource fails the whole DescribeTags call',
    source: ONLY_ERROR,
  },
  {
    id: 'elb.zone-id.by-kind',
    fact: 'application and classic ones of a Region share a zone id, network ones have another',
    source: 'AWS General Reference, ELB endpoints; external-dns provider/aws',
  },
  {
    id: 'elb.zone-id.member-name',
    fact: 'CanonicalHostedZoneId in v2, CanonicalHostedZoneNameID in classic',
    source: `${V2}; ${CLASSIC}`,
  },
  {
    id: 'elb.arn.by-kind',
    fact: 'loadbalancer/app|net|gwy/NAME/ID; a classic one is loadbalancer/NAME, and its API never says so',
    source: 'AWS Service Authorization Reference, ELB resource types',
  },
  {
    id: 'elb.describe.address-type',
    fact: 'IpAddressType ipv4, dualstack, dualstack-without-public-ipv4 (internet-facing application only)',
    source: 'botocore elbv2 IpAddressType',
  },
  {
    id: 'elb.describe.scheme',
    fact: 'Scheme internet-facing or internal; internal- starts the DNS name of an internal application or classic one',
    source: 'AWS ELB guide',
  },
  {
    id: 'elb.describe.state',
    fact: 'State is provisioning, active, active_impaired or failed; DNS name and zone id are there in each',
    source: 'botocore elbv2 LoadBalancerStateEnum; records of creations',
  },
  {
    id: 'elb.gateway.no-dns',
    fact: 'a gateway load balancer has no DNS name and no zone id',
    source: 'AWS CLI reference, create-load-balancer --type gateway',
  },
  {
    id: 'classic.describe.missing-name-fails-call',
    fact: 'one missing name fails the whole call: AccessPointNotFoundException, code LoadBalancerNotFound',
    source: ONLY_ERROR,
  },
  {
    id: 'classic.describe.paging',
    fact: 'PageSize 1..400, default 400; Marker and NextMarker lead through all',
    source: CLASSIC,
  },
  { id: 'classic.describe.no-state', fact: 'a classic load balancer has no state', source: CLASSIC },
  { id: 'classic.describe-tags.limit-20', fact: '1 to 20 names a call', source: CLASSIC },
  {
    id: 'classic.describe-tags.missing-fails-call',
    fact: 'one missing name fails the whole DescribeTags call',
    source: ONLY_ERROR,
  },
  {
    id: 'elb.target-health',
    fact: 'DescribeTargetHealth tells each target; a group behind no load balancer is unused',
    source: 'botocore elbv2 TargetHealthReasonEnum',
  },
  {
    id: 'elb.target-health.not-checked',
    fact: 'targets are checked always, but a Lambda function only on request; else unavailable, Target.HealthCheckDisabled',
    source: 'botocore elbv2 CreateTargetGroupInput.HealthCheckEnabled, TargetHealthReasonEnum',
  },
  {
    id: 'elb.target-groups.of-load-balancer',
    fact: 'DescribeTargetGroups by LoadBalancerArn tells all groups that listeners and rules forward to, in pages',
    source: 'botocore elbv2 DescribeTargetGroups',
  },
  {
    id: 'classic.instance-health',
    fact: 'DescribeInstanceHealth tells each instance as InService, OutOfService or Unknown; a missing name is refused',
    source: 'botocore elb DescribeInstanceHealth',
  },
  {
    id: 'elb.describe.lag-after-delete',
    fact: 'DescribeLoadBalancers may show a load balancer for a while after its deletion',
    source: 'not verified',
  },
  {
    id: 'elb.describe-tags.lag',
    fact: 'DescribeTags may lag behind a change of tags',
    source: 'not verified',
  },
] as const satisfies readonly ContractRow[];

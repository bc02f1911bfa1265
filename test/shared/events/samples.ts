import type { LoadBalancerHint } from '../../../shared/events/hint.ts';

/**
 * One event per row of the AWS facts, shaped as CloudTrail and `aws.tag` write them, with what must be read from it.
 * Shared with the tests of the rules' patterns.
 */
export interface Sample {
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>>;
  /** Whether the rules let it by. */
  readonly delivered: boolean;
  /** What the parser makes of it; without the cause. */
  readonly hints: readonly Omit<LoadBalancerHint, 'cause'>[];
  /** Paths without which nobody could tell the load balancer: absent or null, the message is unreadable. */
  readonly needs: readonly string[];
}

export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';
export const EVENT_ID = 'cccccccc-6b43-4cb1-8d4a-4a3a1a3a3a3a';
export const ENVELOPE_ID = '6f87d04b-9f74-4f04-a780-7acf4b0a9b38';
export const TIME = '2026-01-01T12:19:59Z';
export const PRINCIPAL = 'arn:aws:sts::123456789012:assumed-role/controller/1641038400000000000';

const ARN = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}`;
export const ALB = `${ARN}:loadbalancer/app/web/50dc6c495c0c9188` as const;
export const NLB = `${ARN}:loadbalancer/net/edge/0123456789abcdef` as const;
export const GATEWAY = `${ARN}:loadbalancer/gwy/inspect/0123456789abcdef` as const;
export const CLASSIC_ARN = `${ARN}:loadbalancer/old` as const;
export const CLASSIC = `classic/${REGION}/old` as const;
export const TARGET_GROUP = `${ARN}:targetgroup/web/6d0ecf831eec9f09` as const;
const LISTENER = `${ARN}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const RULE = `${ARN}:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee`;
const TRUST_STORE = `${ARN}:truststore/web/73e2d6bc24d8a067`;

const ENVELOPE = ['source', 'detail-type', 'id', 'time', 'region', 'detail'];
const CALL = [...ENVELOPE, 'detail.eventName', 'detail.apiVersion'];
const REQUEST = [...CALL, 'detail.requestParameters'];
const BY_ARN = [...REQUEST, 'detail.requestParameters.loadBalancerArn'];
const BY_ARNS = [...REQUEST, 'detail.requestParameters.resourceArns'];
const BY_NAME = [...REQUEST, 'detail.requestParameters.loadBalancerName'];
const BY_NAMES = [
  ...REQUEST,
  'detail.requestParameters.loadBalancerNames',
  'detail.requestParameters.loadBalancerNames[0]',
];
const TAG_CHANGE = [...ENVELOPE, 'resources', 'resources[0]'];

const hint = (id: LoadBalancerHint['id'], says?: LoadBalancerHint['says']) => ({
  kind: 'load-balancer' as const,
  id,
  ...(says && { says }),
});

function call(
  eventName: string,
  apiVersion: string,
  requestParameters: unknown,
  responseElements: unknown = null,
  more: object = {},
) {
  return {
    version: '0',
    id: ENVELOPE_ID,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.elasticloadbalancing',
    account: ACCOUNT,
    time: TIME,
    region: REGION,
    resources: [],
    detail: {
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE:1641038400000000000',
        arn: PRINCIPAL,
        accountId: ACCOUNT,
        sessionContext: {
          webIdFederationData: { federatedProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/x` },
        },
      },
      eventTime: TIME,
      eventSource: 'elasticloadbalancing.amazonaws.com',
      eventName,
      awsRegion: REGION,
      sourceIPAddress: '198.51.100.7',
      userAgent: 'elbv2.k8s.aws/v3.5.0',
      requestParameters,
      responseElements,
      requestID: 'e1d8f3a2-0000-4000-8000-000000000000',
      eventID: EVENT_ID,
      readOnly: false,
      eventType: 'AwsApiCall',
      apiVersion,
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      eventCategory: 'Management',
      ...more,
    },
  };
}

const v2 = (name: string, request: unknown, response?: unknown, more?: object) =>
  call(name, '2015-12-01', request, response, more);
const classic = (name: string, request: unknown, response?: unknown, more?: object) =>
  call(name, '2012-06-01', request, response, more);

function tagChange(arns: readonly string[], tags: object, changed: readonly string[], type = 'loadbalancer') {
  return {
    version: '0',
    id: ENVELOPE_ID,
    'detail-type': 'Tag Change on Resource',
    source: 'aws.tag',
    account: ACCOUNT,
    time: TIME,
    region: REGION,
    resources: arns,
    detail: {
      'changed-tag-keys': changed,
      tags,
      service: 'elasticloadbalancing',
      'resource-type': type,
      version: 3,
    },
  };
}

const HOSTNAME = { key: 'signpost/hostname', value: 'web.example.com' };
const CLUSTER = { key: 'elbv2.k8s.aws/cluster', value: 'demo' };
const SAID = { tags: { 'signpost/hostname': 'web.example.com' } };
const UNSAID = { tags: { 'signpost/hostname': null } };

const created = (arn: string) => ({
  loadBalancers: [
    {
      loadBalancerArn: arn,
      loadBalancerName: 'web',
      dNSName: 'web-1234567890.us-east-1.elb.amazonaws.com',
      canonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
      type: 'application',
      scheme: 'internet-facing',
      vpcId: 'vpc-1',
      ipAddressType: 'ipv4',
      state: { code: 'provisioning' },
      createdTime: 'Jan 1, 2026 12:19:59 PM',
      availabilityZones: [{ zoneName: 'us-east-1a', subnetId: 'subnet-1', loadBalancerAddresses: [] }],
      securityGroups: ['sg-1'],
    },
  ],
});

const CREATED = [
  ...CALL,
  'detail.responseElements',
  'detail.responseElements.loadBalancers',
  'detail.responseElements.loadBalancers[0]',
  'detail.responseElements.loadBalancers[0].loadBalancerArn',
];
const NOT_FOUND = { errorCode: 'LoadBalancerNotFoundException', errorMessage: 'not found' };
const DENIED = { errorCode: 'AccessDenied', errorMessage: 'not authorized to perform' };

export const SAMPLES: readonly Sample[] = [
  {
    name: 'v2 CreateLoadBalancer',
    event: v2(
      'CreateLoadBalancer',
      { name: 'web', type: 'application', subnets: ['subnet-1'], tags: [CLUSTER, HOSTNAME] },
      created(ALB),
    ),
    delivered: true,
    hints: [hint(ALB, { exists: true, ...SAID })],
    needs: CREATED,
  },
  {
    name: 'v2 CreateLoadBalancer without tags and type',
    event: v2(
      'CreateLoadBalancer',
      { name: 'web', subnetMappings: [{ subnetId: 'subnet-1' }] },
      created(NLB),
    ),
    delivered: true,
    hints: [hint(NLB, { exists: true })],
    needs: CREATED,
  },
  {
    name: 'classic CreateLoadBalancer',
    event: classic(
      'CreateLoadBalancer',
      {
        loadBalancerName: 'old',
        listeners: [{ protocol: 'TCP', loadBalancerPort: 80, instancePort: 30080, instanceProtocol: 'TCP' }],
        subnets: ['subnet-1'],
        securityGroups: ['sg-1'],
        tags: [{ key: 'kubernetes.io/cluster/demo', value: 'owned' }, HOSTNAME],
      },
      { dNSName: 'old-1234567890.us-east-1.elb.amazonaws.com' },
    ),
    delivered: true,
    hints: [hint(CLASSIC, { exists: true, ...SAID })],
    needs: BY_NAME,
  },
  {
    name: 'v2 DeleteLoadBalancer',
    event: v2('DeleteLoadBalancer', { loadBalancerArn: ALB }),
    delivered: true,
    hints: [hint(ALB, { exists: false })],
    needs: BY_ARN,
  },
  {
    name: 'v2 DeleteLoadBalancer of a gateway load balancer',
    event: v2('DeleteLoadBalancer', { loadBalancerArn: GATEWAY }),
    delivered: true,
    hints: [hint(GATEWAY, { exists: false })],
    needs: BY_ARN,
  },
  {
    name: 'classic DeleteLoadBalancer',
    event: classic('DeleteLoadBalancer', { loadBalancerName: 'old' }),
    delivered: true,
    hints: [hint(CLASSIC, { exists: false })],
    needs: BY_NAME,
  },
  {
    name: 'v2 AddTags',
    event: v2('AddTags', { resourceArns: [ALB], tags: [HOSTNAME, CLUSTER] }),
    delivered: true,
    hints: [hint(ALB, SAID)],
    needs: [...BY_ARNS, 'detail.requestParameters.resourceArns[0]'],
  },
  {
    name: 'v2 AddTags on several load balancers and a target group',
    event: v2('AddTags', { resourceArns: [TARGET_GROUP, ALB, NLB], tags: [HOSTNAME] }),
    delivered: true,
    hints: [hint(ALB, SAID), hint(NLB, SAID)],
    needs: [...BY_ARNS, ...[0, 1, 2].map((at) => `detail.requestParameters.resourceArns[${at}]`)],
  },
  {
    name: 'v2 AddTags of tags that are not ours',
    event: v2('AddTags', { resourceArns: [NLB], tags: [CLUSTER] }),
    delivered: true,
    hints: [hint(NLB)],
    needs: [...BY_ARNS, 'detail.requestParameters.resourceArns[0]'],
  },
  {
    name: 'classic AddTags',
    event: classic('AddTags', { loadBalancerNames: ['old'], tags: [HOSTNAME] }),
    delivered: true,
    hints: [hint(CLASSIC, SAID)],
    needs: BY_NAMES,
  },
  {
    name: 'v2 RemoveTags',
    event: v2('RemoveTags', { resourceArns: [ALB], tagKeys: ['signpost/hostname', 'team'] }),
    delivered: true,
    hints: [hint(ALB, UNSAID)],
    needs: [...BY_ARNS, 'detail.requestParameters.resourceArns[0]'],
  },
  {
    name: 'classic RemoveTags',
    event: classic('RemoveTags', {
      loadBalancerNames: ['old'],
      tags: [{ key: 'signpost/hostname' }, { key: 'team' }],
    }),
    delivered: true,
    hints: [hint(CLASSIC, UNSAID)],
    needs: BY_NAMES,
  },
  {
    name: 'v2 SetSubnets',
    event: v2(
      'SetSubnets',
      { loadBalancerArn: NLB, subnets: ['subnet-1', 'subnet-2'], ipAddressType: 'dualstack' },
      { availabilityZones: [], ipAddressType: 'dualstack' },
    ),
    delivered: true,
    hints: [hint(NLB)],
    needs: BY_ARN,
  },
  {
    name: 'v2 SetIpAddressType',
    event: v2(
      'SetIpAddressType',
      { loadBalancerArn: ALB, ipAddressType: 'dualstack' },
      { ipAddressType: 'dualstack' },
    ),
    delivered: true,
    hints: [hint(ALB)],
    needs: BY_ARN,
  },
  {
    name: 'classic AttachLoadBalancerToSubnets',
    event: classic(
      'AttachLoadBalancerToSubnets',
      { loadBalancerName: 'old', subnets: ['subnet-2'] },
      { subnets: ['subnet-1', 'subnet-2'] },
    ),
    delivered: true,
    hints: [hint(CLASSIC)],
    needs: BY_NAME,
  },
  {
    name: 'classic DetachLoadBalancerFromSubnets',
    event: classic(
      'DetachLoadBalancerFromSubnets',
      { loadBalancerName: 'old', subnets: ['subnet-2'] },
      { subnets: ['subnet-1'] },
    ),
    delivered: true,
    hints: [hint(CLASSIC)],
    needs: BY_NAME,
  },
  {
    name: 'aws.tag, a tag set and one removed',
    event: tagChange([ALB], { 'signpost/hostname': 'web.example.com', team: 'web' }, [
      'signpost/hostname',
      'signpost/ttl',
    ]),
    delivered: true,
    hints: [hint(ALB, { tags: { 'signpost/hostname': 'web.example.com', 'signpost/ttl': null } })],
    needs: TAG_CHANGE,
  },
  {
    name: 'aws.tag, the last tag removed',
    event: tagChange([NLB], {}, ['signpost/hostname']),
    delivered: true,
    hints: [hint(NLB, UNSAID)],
    needs: TAG_CHANGE,
  },
  {
    name: 'aws.tag of a classic load balancer',
    event: tagChange([CLASSIC_ARN], { 'signpost/hostname': 'web.example.com' }, ['signpost/hostname']),
    delivered: true,
    hints: [hint(CLASSIC, SAID)],
    needs: TAG_CHANGE,
  },
  {
    name: 'a replayed v2 AddTags',
    event: { ...v2('AddTags', { resourceArns: [ALB], tags: [HOSTNAME] }), 'replay-name': 'monday' },
    delivered: true,
    hints: [hint(ALB, SAID)],
    needs: [...BY_ARNS, 'detail.requestParameters.resourceArns[0]'],
  },
  {
    name: 'a failed v2 DeleteLoadBalancer',
    event: v2('DeleteLoadBalancer', { loadBalancerArn: ALB }, null, NOT_FOUND),
    delivered: false,
    hints: [],
    needs: ENVELOPE,
  },
  {
    name: 'a failed v2 CreateLoadBalancer without parameters',
    event: v2('CreateLoadBalancer', null, null, DENIED),
    delivered: false,
    hints: [],
    needs: ENVELOPE,
  },
  {
    name: 'a failed classic AddTags',
    event: classic('AddTags', { loadBalancerNames: ['old'], tags: [HOSTNAME] }, null, NOT_FOUND),
    delivered: false,
    hints: [],
    needs: ENVELOPE,
  },
  ...[TARGET_GROUP, LISTENER, RULE, TRUST_STORE].flatMap((arn): Sample[] => [
    {
      name: `v2 AddTags on ${arn}`,
      event: v2('AddTags', { resourceArns: [arn], tags: [HOSTNAME] }),
      delivered: false,
      hints: [],
      needs: [...BY_ARNS, 'detail.requestParameters.resourceArns[0]'],
    },
    {
      name: `v2 RemoveTags from ${arn}`,
      event: v2('RemoveTags', { resourceArns: [arn], tagKeys: ['signpost/hostname'] }),
      delivered: false,
      hints: [],
      needs: [...BY_ARNS, 'detail.requestParameters.resourceArns[0]'],
    },
  ]),
  {
    name: 'aws.tag of a target group',
    event: tagChange(
      [TARGET_GROUP],
      { 'signpost/hostname': 'web.example.com' },
      ['signpost/hostname'],
      'targetgroup',
    ),
    delivered: false,
    hints: [],
    needs: TAG_CHANGE,
  },
];

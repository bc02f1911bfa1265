import { type Answer, a, alias, batch, create, inChange, input } from './sets.ts';

const OUTSIDE = ', but the alias target name does not lie within the target zone';

const CLOUDFRONT = {
  HostedZoneId: 'Z2FDTNDATAQYW2',
  DNSName: 'd.cloudfront.net',
  EvaluateTargetHealth: false,
};

export const aliases: readonly Answer[] = [
  ['an alias to a load balancer at the apex', [], [create(alias('example.com'))], 'accepted'],
  [
    'an alias to a network load balancer',
    [],
    [
      create(
        alias(
          'a.example.com',
          { HostedZoneId: 'Z26RNL4JYFTOTI', DNSName: 'n-1.elb.us-east-1.amazonaws.com' },
          'AAAA',
        ),
      ),
    ],
    'accepted',
  ],
  [
    'an alias with TTL',
    [],
    [create({ ...alias('a.example.com'), TTL: 60 })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one ${inChange('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'an alias with values',
    [],
    [create({ ...alias('a.example.com'), ResourceRecords: [{ Value: '192.0.2.1' }] })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one ${inChange('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'an alias without EvaluateTargetHealth',
    [],
    [create(alias('a.example.com', { EvaluateTargetHealth: undefined }))],
    input(
      `Invalid XML ; cvc-complex-type.2.4.b: The content of element 'AliasTarget' is not complete. One of '{"https://route53.amazonaws.com/doc/2013-04-01/":EvaluateTargetHealth}' is expected.`,
    ),
  ],
  [
    'an alias to an unknown zone',
    [],
    [create(alias('a.example.com', { HostedZoneId: 'NOPE' }))],
    batch(
      `Tried to create an alias that targets one-1.us-east-1.elb.amazonaws.com., type A in zone NOPE${OUTSIDE}`,
    ),
  ],
  [
    "an alias to another kind's zone",
    [],
    [create(alias('a.example.com', { HostedZoneId: 'Z26RNL4JYFTOTI' }))],
    batch(
      `Tried to create an alias that targets one-1.us-east-1.elb.amazonaws.com., type A in zone Z26RNL4JYFTOTI${OUTSIDE}`,
    ),
  ],
  [
    'an alias in the same zone to a set that exists',
    [create(a('a.example.com'))],
    [create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' }))],
    'accepted',
  ],
  [
    'an alias in the same zone to nothing',
    [],
    [create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' }))],
    batch(
      'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
    ),
  ],
  [
    'an alias to a set of another zone',
    [],
    [create(alias('b.example.com', { HostedZoneId: 'Z2', DNSName: 'a.example.com' }))],
    batch(`Tried to create an alias that targets a.example.com., type A in zone Z2${OUTSIDE}`),
  ],
  [
    'an alias TXT to a load balancer',
    [],
    [create(alias('a.example.com', {}, 'TXT'))],
    batch(
      'Tried to create an alias that targets one-1.us-east-1.elb.amazonaws.com., type TXT in zone Z35SXDOTRQ7X7K, but that target was not found',
    ),
  ],
  ['an alias to CloudFront', [], [create(alias('a.example.com', CLOUDFRONT))], 'accepted'],
  [
    'an alias to CloudFront in a private zone',
    [],
    [create(alias('a.example.com', CLOUDFRONT))],
    batch(
      'Tried to create an alias that targets d.cloudfront.net., type A in zone Z2FDTNDATAQYW2, but an alias to CloudFront is not permitted in a private hosted zone',
    ),
    'Z2',
  ],
  [
    'an alias to CloudFront that evaluates its health',
    [],
    [create(alias('a.example.com', { ...CLOUDFRONT, EvaluateTargetHealth: true }))],
    batch(
      'Tried to create an alias that targets d.cloudfront.net., type A in zone Z2FDTNDATAQYW2, but EvaluateTargetHealth must be false for an alias to CloudFront',
    ),
  ],
  [
    'an alias to Global Accelerator',
    [],
    [
      create(
        alias('a.example.com', { HostedZoneId: 'Z2BJ6XQ5FK7U4H', DNSName: 'a1.awsglobalaccelerator.com' }),
      ),
    ],
    'accepted',
  ],
];

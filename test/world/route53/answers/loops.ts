import { type Answer, a, alias, batch, cname, create, routed } from './sets.ts';

const looped = (type: string, name: string) =>
  `RRSet of type ${type} with DNS name ${name} is not permitted as it creates a CNAME or alias loop in the zone.`;

export const loops: readonly Answer[] = [
  [
    'a CNAME to itself',
    [],
    [create(cname('a.example.com', 'A.example.com'))],
    batch(looped('CNAME', 'a.example.com.')),
  ],
  [
    'two CNAMEs to each other',
    [create(cname('a.example.com', 'b.example.com'))],
    [create(cname('b.example.com', 'a.example.com.'))],
    batch(looped('CNAME', 'b.example.com.')),
  ],
  [
    'a loop of routed CNAMEs',
    [create(routed(cname('a.example.com', 'b.example.com'), 's', { Weight: 1 }))],
    [create(routed(cname('b.example.com', 'a.example.com'), 't', { Weight: 1 }))],
    batch(looped('CNAME', 'b.example.com.')),
  ],
  [
    'an alias to itself',
    [],
    [create(alias('a.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' }))],
    batch(
      'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
      looped('A', 'a.example.com.'),
    ),
  ],
  [
    'a CNAME that leaves the zone',
    [create(cname('a.example.com', 'b.example.com'))],
    [create(cname('b.example.com', 'a.example.net'))],
    'accepted',
  ],
  [
    'an alias to a set that the batch creates afterwards',
    [],
    [
      create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' })),
      create(a('a.example.com')),
    ],
    batch(
      'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
    ),
  ],
  [
    'an alias to a set that the batch created before',
    [],
    [
      create(a('a.example.com')),
      create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' })),
    ],
    'accepted',
  ],
];

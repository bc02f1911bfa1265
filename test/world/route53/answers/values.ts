import { type Answer, a, batch, create, inChange, input } from './sets.ts';

export const values: readonly Answer[] = [
  [
    'A that is no IPv4',
    [],
    [create(a('a.example.com', 'x.example.net'))],
    batch(
      "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with 'x.example.net''",
    ),
  ],
  [
    'a value twice',
    [],
    [create(a('a.example.com', '192.0.2.1', '192.0.2.1'))],
    batch("Duplicate Resource Record: '192.0.2.1'"),
  ],
  [
    'A without values',
    [],
    [create({ Name: 'a.example.com', Type: 'A', TTL: 1, ResourceRecords: [] })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none ${inChange('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'A without TTL',
    [],
    [create({ Name: 'a.example.com', Type: 'A', ResourceRecords: [{ Value: '192.0.2.1' }] })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none ${inChange('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'a TTL beyond 31 bits',
    [],
    [create({ ...a('a.example.com'), TTL: 2 ** 31 })],
    input(
      "1 validation error detected: Value '2147483648' at 'changeBatch.changes.1.member.resourceRecordSet.tTL' failed to satisfy constraint: Member must have value less than or equal to 2147483647",
    ),
  ],
];

import { type Answer, a, alias, batch, CHECK, cname, create, input, remove, routed } from './sets.ts';

const primary = (id: string) => routed(a('a.example.com'), id, { Failover: 'PRIMARY', HealthCheckId: CHECK });

export const healthChecks: readonly Answer[] = [
  [
    'a health check that is not there',
    [],
    [create(a('b.example.com')), create({ ...primary('s'), HealthCheckId: 'check-2' })],
    'NoSuchHealthCheck: A health check with id check-2 does not exist.',
  ],
  [
    'a health check of a simple set',
    [],
    [create({ ...a('a.example.com'), HealthCheckId: CHECK })],
    'accepted',
  ],
  [
    'a health check of another account',
    [],
    [create({ ...primary('s'), HealthCheckId: 'theirs' })],
    'accepted',
  ],
  [
    'a health check id of more than 64 characters',
    [],
    [create({ ...primary('s'), HealthCheckId: 'x'.repeat(65) })],
    input(
      `1 validation error detected: Value '${'x'.repeat(65)}' at 'changeBatch.changes.1.member.resourceRecordSet.healthCheckId' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ),
  ],
  [
    'DELETE without the health check',
    [create(primary('s'))],
    [remove(routed(a('a.example.com'), 's', { Failover: 'PRIMARY' }))],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A', set-identifier='s'] but the values provided do not match the current values",
    ),
  ],
  [
    'a primary CNAME without a health check',
    [],
    [create(routed(cname('a.example.com'), 's', { Failover: 'PRIMARY' }))],
    batch('A non-alias primary ResourceRecordSet must have an associated health check. No changes made.'),
  ],
  [
    'a secondary without one',
    [],
    [create(routed(cname('a.example.com'), 's', { Failover: 'SECONDARY' }))],
    'accepted',
  ],
  [
    'a primary alias without one',
    [],
    [create(routed(alias('a.example.com'), 's', { Failover: 'PRIMARY' }))],
    'accepted',
  ],
];

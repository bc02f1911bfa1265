import type { Change } from '@aws-sdk/client-route-53';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../caller.ts';
import { manualClock } from '../clock.ts';
import { canonicalZoneId } from '../load-balancers/canonical-zones.ts';
import { loadBalancerZones } from './alias-zones.ts';
import { answers } from './answers/answers.ts';
import { a, alias, batch, CHECK, create, remove, routed, upsert } from './answers/sets.ts';
import { createRoute53, type Route53World } from './world.ts';

const caller: Caller = { account: '111111111111', region: 'us-east-1' };

let world: Route53World;
function send(changes: readonly Change[], zone = 'Z1', by = caller): string {
  try {
    world.operations['ChangeResourceRecordSets']?.(
      { HostedZoneId: zone, ChangeBatch: { Changes: changes } },
      by,
    );
    return 'accepted';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
const standing = () => world.records('Z1').filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');

beforeEach(() => {
  world = createRoute53({ clock: manualClock().now });
  world.createZone({ id: 'Z1', name: 'example.com', account: caller.account });
  world.createZone({ id: 'Z2', name: 'example.com', account: caller.account, vpc: 'vpc-1' });
  world.createZone({ id: 'Z3', name: 'example.com', account: '222222222222' });
  world.healthChecks.create({ id: CHECK, account: caller.account });
  world.healthChecks.create({ id: 'theirs', account: '222222222222' });
});

describe('ChangeResourceRecordSets', () => {
  it.each(answers.map((each) => [each[0], each] as const))('%s', (_, [, before, changes, answer, zone]) => {
    expect(before.map((change) => send([change]))).toEqual(before.map(() => 'accepted'));
    const stood = standing();
    expect(send(changes, zone)).toBe(answer);
    if (answer !== 'accepted') expect(standing()).toEqual(stood);
    expect(world.changes).toHaveLength(before.length + (answer === 'accepted' ? 1 : 0));
    expect(world.refused).toEqual(answer === 'accepted' ? [] : [answer]);
  });

  it('leaves a set whose health check is gone, and lets it go', () => {
    const primary = routed(a('a.example.com'), 's', { Failover: 'PRIMARY', HealthCheckId: CHECK });
    expect(send([create(primary)])).toBe('accepted');
    world.operations['DeleteHealthCheck']?.({ HealthCheckId: CHECK }, caller);
    expect(standing()).toMatchObject([{ HealthCheckId: CHECK }]);
    expect(send([upsert(primary)])).toBe(
      `NoSuchHealthCheck: A health check with id ${CHECK} does not exist.`,
    );
    expect(send([remove(primary)])).toBe('accepted');
  });

  it('keeps NS and SOA of the apex', () => {
    const [ns, soa] = world.records('Z1');
    expect(send([remove(ns!)])).toBe(
      batch('A HostedZone must contain at least one NS record for the zone itself.'),
    );
    expect(send([remove(soa!)])).toBe(batch('A HostedZone must contain exactly one SOA record.'));
    expect(world.records('Z1')).toHaveLength(2);
  });

  it('tells a zone that is not there from one of another account', () => {
    expect(send([create(alias('a.example.com'))], 'Z9')).toBe(
      'NoSuchHostedZone: No hosted zone found with ID: Z9',
    );
    expect(send([create(alias('a.example.com'))], 'Z3')).toMatch(
      /^AccessDenied: User: arn:aws:iam::111111111111:/,
    );
  });

  it('counts the record sets of a zone', () => {
    world = createRoute53({ clock: manualClock().now, recordsPerZone: 3 });
    world.createZone({ id: 'Z1', name: 'example.com', account: caller.account });
    expect(send([create(a('a.example.com'))])).toBe('accepted');
    expect(send([create(a('b.example.com'))])).toBe(batch('Exceeded limit MAX_RRSETS_BY_ZONE for zone: Z1'));
  });
});

describe('zones of load balancers', () => {
  it.each(['us-east-1', 'eu-west-1', 'ap-southeast-2', 'sa-east-1'])(
    'are those of the load balancers in %s',
    (region) => {
      expect(loadBalancerZones[region]).toEqual([
        canonicalZoneId('classic', region),
        canonicalZoneId('network', region),
      ]);
    },
  );
});

import type { Route53Client } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameKey, splitNameKey } from '../../../shared/ledger/rows.ts';
import type { LoadBalancer } from '../../../shared/load-balancers/load-balancer.ts';
import { wishes } from '../../../shared/names/wishes.ts';
import { askForNames } from '../../../shared/plan/ask-for-names.ts';
import type { Check } from '../../../shared/plan/observation.ts';
import { conflictOf } from '../../../shared/records/coexistence.ts';
import type { AliasTarget } from '../../../shared/records/record-set.ts';
import { shapeOf } from '../../../shared/records/shape.ts';
import { applyChanges } from '../../../shared/route53/apply-changes.ts';
import { worldClient } from '../../world/client.ts';
import { createRoute53 } from '../../world/route53/world.ts';
import { anyTags, HEALTH_CHECK } from '../names/any-tags.ts';

const ZONES = [
  { id: 'Z1', name: 'example.com', private: false },
  { id: 'Z2', name: 'example.com', private: true },
  { id: 'Z3', name: 'sub.example.com', private: false },
];
const HOSTS = ['example.com', 'a.example.com', 'b.example.com', '*.example.com', 'c.sub.example.com'];
/** Of the load balancer, of CloudFront and of Global Accelerator. */
const KNOWN = ['Z26RNL4JYFTOTI', 'Z2FDTNDATAQYW2', 'Z2BJ6XQ5FK7U4H'];
const KEYS = ZONES.flatMap(({ id }) => HOSTS.map((host) => nameKey(id, host)));
const CHECKS: readonly Check[] = [
  { kind: 'ready', note: 'covered' },
  { kind: 'unserved', at: 0, stale: false, reason: 'no host covers it' },
  { kind: 'refused', outcome: 'kept', reason: 'its cluster is none of the settings' },
];

const situations = fc.record({
  tags: anyTags,
  scheme: fc.constantFrom('internet-facing', 'internal'),
  addressType: fc.constantFrom('ipv4', 'dualstack', 'dualstack-without-public-ipv4'),
  before: fc.subarray(KEYS),
  check: fc.constantFrom(...CHECKS),
});

function ask({
  tags,
  scheme,
  addressType,
  before,
  check,
}: Parameters<Parameters<typeof situations.map>[0]>[0]) {
  const loadBalancer: LoadBalancer = {
    id: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/web/1234567890abcdef',
    kind: 'network',
    name: 'web',
    scheme,
    addressType,
    dnsName: 'web.elb.us-east-1.amazonaws.com',
    hostedZoneId: 'Z26RNL4JYFTOTI',
    createdAt: '2026-01-01T00:00:00Z',
    tags: Object.fromEntries(tags),
  };
  const wished = wishes(loadBalancer, 'signpost');
  return {
    wished,
    ...askForNames(
      loadBalancer,
      wished,
      ZONES,
      { check: () => check, checkAsked: () => check },
      NOBODY,
      before,
    ),
  };
}

const NOBODY = { cluster: '', account: '000000000000', tags: {} };

it('whatever the tags, the records of one ask are of one shape and one set identifier, and can stand together', () => {
  let several = 0;
  fc.assert(
    fc.property(situations, (situation) => {
      for (const { records, check } of ask(situation).asks.values()) {
        expect(records.length === 0).toBe(check.kind === 'refused');
        expect(new Set(records.map(({ setId }) => setId)).size).toBeLessThan(2);
        expect(new Set(records.map((set) => shapeOf([set]))).size).toBeLessThan(2);
        expect(new Set(records.map(({ type }) => type)).size).toBe(records.length);
        for (const one of records)
          for (const other of records) if (one !== other) expect(conflictOf(one, other)).toBeUndefined();
        several += records.length > 1 ? 1 : 0;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(several).toBeGreaterThan(100);
});

it('whatever the tags, what is asked for and cannot be had stays where it was, and nothing new comes of it', () => {
  let stays = 0;
  fc.assert(
    fc.property(situations, (situation) => {
      const { asks, refused, wished } = ask(situation);
      const bySettings = [...refused.keys()].filter((host) => wished.refused.has(host));
      for (const key of situation.before)
        if (bySettings.includes(splitNameKey(key).host)) {
          expect(asks.get(key)).toMatchObject({
            records: [],
            check: { kind: 'refused', outcome: 'refused' },
          });
          stays += 1;
        }
      for (const [key, { check }] of asks)
        if (check.kind === 'refused' && check.outcome === 'refused') {
          expect(situation.before).toContain(key);
          expect(refused.get(splitNameKey(key).host)).toContain(check.reason);
        } else expect([...wished.hosts.keys()]).toContain(splitNameKey(key).host);
    }),
    { numRuns: 3_000 },
  );
  expect(stays).toBeGreaterThan(100);
});

it('whatever the tags, what is wished for is asked for somewhere or refused; what is not is not asked for', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const { asks, refused, wished } = ask(situation);
      const told = new Set([...[...asks.keys()].map((key) => splitNameKey(key).host), ...refused.keys()]);
      // Names in misspelt tags are asked for where they were before.
      const hosts = situation.before.map((key) => splitNameKey(key).host);
      const slips = [...wished.meant.keys()].filter((host) => hosts.includes(host));
      const all = new Set([...wished.hosts.keys(), ...wished.refused.keys(), ...slips]);
      expect([...told].sort()).toEqual([...all].sort());
    }),
    { numRuns: 3_000 },
  );
});

it('whatever the tags, Route 53 takes what is asked for; but for targets of which only it knows the zones', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      const route53 = createRoute53({ clock: () => 0 });
      for (const zone of ZONES) route53.createZone(zone);
      route53.healthChecks.create({ id: HEALTH_CHECK });
      const apply = applyChanges(() =>
        worldClient<Route53Client>(route53.operations, { account: '000000000000', region: 'us-east-1' }),
      );
      for (const [key, { records }] of ask(situation).asks) {
        const { zoneId, host } = splitNameKey(key);
        const zone = ZONES.find(({ id }) => id === zoneId);
        const isKnown = ({ hostedZoneId }: AliasTarget) => KNOWN.includes(hostedZoneId);
        if (
          zone === undefined ||
          records.length === 0 ||
          !records.every(({ alias }) => alias === undefined || isKnown(alias))
        )
          continue;
        const answer = await apply(zone, [{ key, host, deletes: [], creates: records }], 'test');
        expect(answer).toMatchObject({ kind: 'applied' });
        taken += records.length;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(taken).toBeGreaterThan(100);
});

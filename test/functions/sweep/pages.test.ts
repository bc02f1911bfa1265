import type { Route53Client } from '@aws-sdk/client-route-53';
import { expect, it } from 'vitest';
import type { LedgerRow } from '../../../shared/ledger/list-ledger-rows.ts';
import { emptyNameRow, nameKey } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { listRecordSets } from '../../../shared/route53/list-record-sets.ts';
import { readZone } from '../../../shared/sweep/read-zones.ts';
import { worldClient } from '../../world/client.ts';
import { manualClock } from '../../world/clock.ts';
import { createRoute53 } from '../../world/route53/world.ts';

const ZONE = { id: 'ZPUBLIC', name: 'example.com', private: false };
const CALLER = { account: '000000000000', region: 'us-east-1' };
const LB: LoadBalancerId = 'classic/us-east-1/web';
const ALIAS = {
  dnsName: 'web-1.us-east-1.elb.amazonaws.com',
  hostedZoneId: 'Z35SXDOTRQ7X7K',
  evaluateTargetHealth: true,
};

/** A zone of so many names, of which each n-th is ours, as A and AAAA. */
function zoneOf(count: number, each: number) {
  const clock = manualClock();
  const route53 = createRoute53({ clock: clock.now, recordsPerZone: 3 * count });
  route53.createZone(ZONE);
  const hosts = Array.from({ length: count }, (_, at) => `n${String(at).padStart(5, '0')}.shop.example.com`);
  const changes = hosts.flatMap((Name) =>
    (['A', 'AAAA'] as const).map((Type) => ({
      Action: 'CREATE',
      ResourceRecordSet: {
        Name,
        Type,
        AliasTarget: {
          DNSName: ALIAS.dnsName,
          HostedZoneId: ALIAS.hostedZoneId,
          EvaluateTargetHealth: true,
        },
      },
    })),
  );
  for (let at = 0; at < changes.length; at += 1000)
    route53.operations['ChangeResourceRecordSets']?.(
      { HostedZoneId: ZONE.id, ChangeBatch: { Changes: changes.slice(at, at + 1000) } },
      CALLER,
    );
  const rows = hosts
    .filter((_, at) => at % each === 0)
    .map((host): LedgerRow => {
      const key = nameKey(ZONE.id, host);
      const standing = (['A', 'AAAA'] as const).map((type) => ({
        set: { type, setId: '', alias: ALIAS },
        lb: LB,
      }));
      return { kind: 'name', key, row: { ...emptyNameRow(key), rev: 'r', standing } };
    });
  const client = worldClient<Route53Client>(route53.operations, CALLER);
  const reads = {
    listRecordSets: listRecordSets(
      () => client,
      clock.now,
      async () => undefined,
    ),
    permitFor: () => ({ ask: async () => true, refusal: () => undefined }),
    now: clock.now,
  };
  return { route53, rows, reads };
}

it.each([
  ['a zone of 10,000 names, all ours', 10_000, 1, 67],
  ['a zone of 10,000 names, each hundredth ours', 10_000, 100, 50],
  ['a zone of 10,000 names, each thousandth ours: jumps', 10_000, 1000, 10],
  ['a zone of 100 names', 100, 1, 1],
])('%s: pages', { timeout: 60_000 }, async (told, count, each, counted) => {
  const { route53, rows, reads } = zoneOf(count, each);
  const began = performance.now();
  const { names, failure } = await readZone(ZONE, rows, reads);
  const { ListResourceRecordSets: pages = 0 } = route53.calls;
  console.log(`${told}: ${rows.length} names, ${pages} pages, ${Math.round(performance.now() - began)} ms`);
  expect({ names, failure }).toEqual({ names: [], failure: undefined });
  expect(pages).toBe(counted);
});

import type { Route53Client } from '@aws-sdk/client-route-53';
import { type Listing, listRecordSets } from '../../../shared/route53/list-record-sets.ts';
import type { Zone } from '../../../shared/zones/zone.ts';

/** Reads with every permit, and without waiting for anything. */
export function listFreely(
  client: Pick<Route53Client, 'send'>,
  now: () => number,
): (zone: Zone, hosts: readonly string[]) => Promise<ReadonlyMap<string, Listing>> {
  const list = listRecordSets(
    () => client,
    now,
    async () => undefined,
  );
  return (zone, hosts) => list(zone, hosts, async () => true);
}

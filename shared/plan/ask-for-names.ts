import { type NameKey, nameKey, splitNameKey } from '../ledger/rows.ts';
import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Hostname } from '../names/hostname.ts';
import { wantedRecords } from '../names/wanted-records.ts';
import type { Wishes } from '../names/wishes.ts';
import { chooseZones } from '../zones/choose-zone.ts';
import { type Claimant, whyNotAllowed } from '../zones/who-may-claim.ts';
import type { Zone } from '../zones/zone.ts';
import type { Judge } from './judge-hosts.ts';
import type { Ask, Check } from './observation.ts';

/** What a load balancer asks for, zone by zone, and why it does not get what it does not get, by host. */
export interface Asked {
  readonly asks: ReadonlyMap<NameKey, Ask>;
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Each wish in the zones that it belongs to. A host that is wished for and cannot be had as its tags have it, or not in
 * every zone, is still asked for wherever it was before: so it is not missing there, and what stands stays.
 */
export function askForNames(
  loadBalancer: LoadBalancer,
  wished: Wishes,
  zones: readonly Zone[],
  { check, checkAsked }: Pick<Judge, 'check' | 'checkAsked'>,
  claimant: Claimant,
  namesBefore: readonly NameKey[],
): Asked {
  const asks = new Map<NameKey, Ask>();
  const impossible = new Map<string, string>(wished.refused);
  const unserved = new Map<string, string>();
  for (const [host, { settings, byTag, asked }] of wished.hosts) {
    const checkWish = byTag ? check : checkAsked;
    const chosen = chooseZones(host, loadBalancer.scheme, settings, zones);
    const problems = new Set(chosen.refused === undefined ? [] : [chosen.refused]);
    for (const zone of chosen.zones) {
      const wanted = wantedRecords(loadBalancer, host, settings, zone, zones);
      if ('refused' in wanted) {
        problems.add(wanted.refused);
        continue;
      }
      const denied = whyNotAllowed(zone, host, claimant);
      const checked: Check =
        denied === undefined ? checkWish(host) : { kind: 'refused', outcome: 'kept', reason: denied };
      const records = checked.kind === 'refused' ? [] : wanted.records;
      const priority = settings.priority ?? 0;
      asks.set(nameKey(zone.id, host), { records, priority, check: checked, ...(asked && { asked }) });
      if (checked.kind === 'refused' || checked.kind === 'unserved') unserved.set(host, checked.reason);
    }
    if (problems.size > 0) impossible.set(host, [...problems].join('; '));
  }
  const slips = new Map([...wished.meant].filter(([host]) => !wished.hosts.has(host)));
  const stays = new Map<string, string>();
  for (const key of namesBefore) {
    const { host } = splitNameKey(key);
    const reason = impossible.get(host) ?? slips.get(host as Hostname);
    if (reason === undefined || asks.has(key)) continue;
    asks.set(key, { records: [], check: { kind: 'refused', outcome: 'refused', reason } });
    stays.set(host, reason);
  }
  return { asks, refused: joinReasons(impossible, unserved, stays) };
}

/** By host; one that has several reasons gets all of them, each once. */
export function joinReasons(...all: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  for (const [host, reason] of all.flatMap((each) => [...each]))
    joined.set(host, [...new Set([joined.get(host), reason])].filter(Boolean).join('; '));
  return joined;
}

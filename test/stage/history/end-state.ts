import { expect } from 'vitest';
import { type NameRow, nameKey } from '../../../shared/ledger/rows.ts';
import { lbRow, nameRow } from '../rows.ts';
import { covers } from './gap-watch.ts';
import type { History } from './history.ts';
import { asksFor, HOSTS, type Player } from './players.ts';

type Right = 'yes' | 'no' | 'may stay';

/** Whether a load balancer that asks for the name should have it, as far as its cluster has a say. */
function rightOf({ stage, cluster }: History, { service, made }: Player, host: string): Right {
  if (service === undefined) return 'yes';
  if (cluster.api === 'incomplete' || !cluster.shown.get(service)?.has(made?.dnsName ?? ''))
    return 'may stay';
  const hosts = cluster.api === 'complete' ? cluster.gateways.get(service) : undefined;
  // A Gateway without hosts declares none, as if it was not there.
  if (hosts !== undefined && hosts.length > 0) return covers(hosts, host) ? 'yes' : 'no';
  const { declared = false } = lbRow(stage, made?.id ?? '') ?? {};
  if (!declared) return 'yes';
  return cluster.api === 'complete' ? 'no' : 'may stay';
}

/** Claims that nobody can judge keep a record for an hour. */
export function hasUnjudged(history: History): boolean {
  return history.players.some(
    (player) => player.made && HOSTS.some((host) => rightOf(history, player, host) === 'may stay'),
  );
}

/** Every name is where it belongs, others' records are as they left them, and the ledger says just what stands. */
export function expectEndState(history: History): void {
  for (const zoneId of ['ZPUBLIC', 'ZSUB', 'ZPRIVATE']) {
    for (const host of HOSTS) {
      expectName(history, zoneId, host);
      expectRow(history, zoneId, host);
    }
  }
}

function expectName(history: History, zoneId: string, host: string): void {
  const told = `${host} in ${zoneId}`;
  const theirs = history.theirs.get(nameKey(zoneId, host));
  if (theirs) expect(recordsAt(history, zoneId, host), `${told}: theirs`).toContainEqual(asTold(theirs));
  const found = ours(history, zoneId, host);
  const asking = history.players.filter((player) => asksFor(player, zoneId, host));
  const rights = asking.map((player) => ({ player, right: rightOf(history, player, host) }));
  const both = (dnsName = '') => [`A ${dnsName}`, `AAAA ${dnsName}`];
  const allowed = rights
    .filter(({ right }) => right !== 'no')
    .flatMap(({ player: { made, dualstack }, right }) => {
      const [a, aaaa] = both(made?.dnsName);
      const wanted = dualstack && theirs?.Type !== 'AAAA' ? [a, aaaa] : [a];
      // What stands stays while nobody can judge, in the shape that it had.
      return right === 'may stay' ? [[a], [a, aaaa]] : [wanted];
    });
  if (theirs || !rights.some(({ right }) => right === 'yes')) allowed.push([]);
  expect(allowed, `${told}: ${JSON.stringify(found)}`).toContainEqual(found);
}

function expectRow(history: History, zoneId: string, host: string): void {
  const told = `the row of ${host} in ${zoneId}`;
  const row = nameRow(history.stage, host, zoneId);
  const standing = (row?.standing ?? []).map(({ set }) => `${set.type} ${set.alias?.dnsName}`);
  expect(standing.sort(), told).toEqual(ours(history, zoneId, host));
  if (row === undefined) return;
  expect({ doubt: row.doubt, sent: row.sent }, told).toEqual({ doubt: false, sent: [] });
  for (const claim of Object.values(row.claims)) {
    const player = history.players.find(({ made }) => made?.id === claim.lb);
    expect(player && asksFor(player, zoneId, host), `${told}: ${claim.lb} asks`).toBe(true);
    const holds = row.standing.some(({ lb }) => lb === claim.lb);
    const isAsSaid =
      claim.outcome === 'published' || claim.outcome === 'leaving' ? holds : !holds || isMaybe(claim);
    expect(isAsSaid, `${told}: ${claim.lb} is ${claim.outcome}, ${claim.reason}`).toBe(true);
    expect(lbRow(history.stage, claim.lb)?.names, `${told}: ${claim.lb} knows it`).toContain(
      nameKey(zoneId, host),
    );
  }
}

const isMaybe = ({ outcome }: NameRow['claims'][string]) => outcome === 'refused' || outcome === 'kept';

function ours(history: History, zoneId: string, host: string): string[] {
  const theirs = history.theirs.get(nameKey(zoneId, host));
  return recordsAt(history, zoneId, host)
    .filter((told) => told.includes('elb.amazonaws.com') && told !== (theirs && asTold(theirs)))
    .sort();
}

const recordsAt = ({ stage }: History, zoneId: string, host: string): string[] =>
  stage.route53
    .records(zoneId)
    .filter(({ Name }) => Name === `${host}.`)
    .map(asTold);

function asTold({
  Type,
  AliasTarget,
  ResourceRecords,
}: {
  readonly Type?: string | undefined;
  readonly AliasTarget?: { readonly DNSName?: string | undefined } | undefined;
  readonly ResourceRecords?: readonly { readonly Value?: string | undefined }[] | undefined;
}): string {
  const target = AliasTarget?.DNSName?.replace(/\.$/, '').toLowerCase();
  return `${Type} ${target ?? (ResourceRecords ?? []).map(({ Value }) => Value).join(' ')}`;
}

import { expect } from 'vitest';
import { type Claim, type NameRow, nameKey } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { expectRemembered, lbRow, nameRow } from '../rows.ts';
import type { History } from './history.ts';
import { fromLedger, ourSetsAt, textOf } from './record-sets.ts';
import { isOf, sidesAt } from './sides.ts';
import { NO_HEALTH_CHECK } from './tagging.ts';

/** The ledger says what stands, for whom, and nothing that has gone. */
export function expectRow(history: History, zoneId: string, host: string): void {
  const told = `the row of ${host} in ${zoneId}`;
  const row = nameRow(history.stage, host, zoneId);
  const standing = (row?.standing ?? []).map(({ set }) => textOf(fromLedger(host, set)));
  expect(standing.sort(), told).toEqual(ourSetsAt(history, zoneId, host).map(textOf).sort());
  if (row === undefined) return;
  expect(row.doubt, told).toBe(false);
  // What Route 53 refuses is tried again at each sweep, and whatever changes with it.
  const isRefused = row.sent.some(({ set }) => set.healthCheckId === NO_HEALTH_CHECK);
  if (!isRefused) expect(row.sent, told).toEqual([]);
  for (const { set, lb } of row.standing) {
    const player = history.players.find(({ made }) => made?.id === lb);
    const isItsOwn = player ? isOf(player, fromLedger(host, set)) : isLeaving(row, lb);
    expect(isItsOwn, `${told}: what stands for ${lb}`).toBe(true);
    const holder = row.holders[set.setId]?.lb;
    expect(
      row.standing.some((each) => each.lb === holder && each.set.setId === set.setId),
      `${told}: ${holder} holds ${set.setId}`,
    ).toBe(true);
  }
  expectRemembered(row);
  for (const claim of Object.values(row.claims)) expectClaim(history, zoneId, host, claim);
}

/** It asks no more, and what stands of it stays for one that is refused. */
function isLeaving(row: NameRow | undefined, lb: LoadBalancerId): boolean {
  const claims = Object.values(row?.claims ?? {});
  return (
    claims.some((claim) => claim.lb === lb && claim.outcome === 'leaving') &&
    claims.some(({ outcome, pending }) => outcome === 'refused' && pending !== undefined)
  );
}

function expectClaim(history: History, zoneId: string, host: string, claim: Claim): void {
  const { lb, outcome, reason } = claim;
  const told = `${lb} at ${host} in ${zoneId} is ${outcome}, ${reason}`;
  const player = history.players.find(({ made }) => made?.id === lb);
  const row = nameRow(history.stage, host, zoneId);
  const asks = sidesAt(history, zoneId, host).some((side) => side.player === player);
  expect(asks || isLeaving(row, lb), `${told}: asks`).toBe(true);
  const own = row?.standing.filter((each) => each.lb === lb) ?? [];
  const types = own.map(({ set }) => set.type);
  // A batch that lands late can put an old one beside a new one; until it can change them both stay.
  if (outcome === 'published' && claim.pending === undefined)
    expect(new Set(types).size, `${told}: one set a type`).toBe(types.length);
  if (outcome === 'published' || outcome === 'leaving') expect(own.length, told).toBeGreaterThan(0);
  if (outcome === 'not bound yet') expect(own, told).toEqual([]);
  if (outcome === 'waiting' && own.length > 0) expect(reason, told).toContain('its own record stays');
  if (outcome === 'published' && !reason.startsWith('in part')) expect(claim.pending, told).toBeUndefined();
  expect(lbRow(history.stage, lb)?.names, `${told}: knows it`).toContain(nameKey(zoneId, host));
}

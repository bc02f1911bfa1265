import { type Claim, type NameRow, nameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { holdRemembered, lbRow, nameRow } from '../stage/rows.ts';
import type { History } from './history.ts';
import { hold, holdSame } from './hold.ts';
import { fromLedger, ourSetsAt, textOf } from './record-sets.ts';
import { isOf, sidesAt } from './sides.ts';
import { NO_HEALTH_CHECK } from './tagging.ts';

/** The ledger says what stands, for whom, and nothing that has gone. */
export function holdRow(history: History, zoneId: string, host: string): void {
  const told = () => `the row of ${host} in ${zoneId}`;
  const row = nameRow(history.stage, host, zoneId);
  const standing = (row?.standing ?? []).map(({ set }) => textOf(fromLedger(host, set)));
  holdSame(standing.sort(), ourSetsAt(history, zoneId, host).map(textOf).sort(), told);
  if (row === undefined) {
    const lost = sidesAt(history, zoneId, host).find(
      ({ right, want }) => right === 'yes' && want !== 'refused',
    );
    hold(lost === undefined, () => `${told()} is not there, and ${lost?.player.name} asks for the name`);
    return;
  }
  holdSame(row.doubt, false, told);
  // What Route 53 refuses is tried again at each sweep, and whatever changes with it.
  const isRefused = row.sent.some(({ set }) => set.healthCheckId === NO_HEALTH_CHECK);
  if (!isRefused) holdSame(row.sent, [], told);
  for (const { set, lb } of row.standing) {
    const player = history.players.find(({ made }) => made?.id === lb);
    const isItsOwn = player ? isOf(player, fromLedger(host, set)) : isLeaving(row, lb);
    hold(
      isItsOwn,
      () => `${told()}: ${textOf(fromLedger(host, set))} stands for ${lb}, which does not ask for it`,
    );
    const holder = row.holders[set.setId]?.lb;
    hold(
      row.standing.some((each) => each.lb === holder && each.set.setId === set.setId),
      () => `${told()}: ${holder} holds ${set.setId}, and nothing of it stands`,
    );
  }
  holdRemembered(row);
  for (const { player, want, right } of sidesAt(history, zoneId, host)) {
    const isKnown = Object.values(row.claims).some(({ lb }) => lb === player.made?.id);
    hold(
      isKnown || right !== 'yes' || want === 'refused',
      () => `${told()}: the claim of ${player.name} is lost`,
    );
  }
  for (const claim of Object.values(row.claims)) holdClaim(history, zoneId, host, claim);
}

/** It asks no more, and what stands of it stays for one that is refused. */
function isLeaving(row: NameRow | undefined, lb: LoadBalancerId): boolean {
  const claims = Object.values(row?.claims ?? {});
  return (
    claims.some((claim) => claim.lb === lb && claim.outcome === 'leaving') &&
    claims.some(({ outcome, pending }) => outcome === 'refused' && pending !== undefined)
  );
}

function holdClaim(history: History, zoneId: string, host: string, claim: Claim): void {
  const { lb, outcome, reason } = claim;
  const told = () => `${lb} at ${host} in ${zoneId} is ${outcome}, ${reason}`;
  const player = history.players.find(({ made }) => made?.id === lb);
  const row = nameRow(history.stage, host, zoneId);
  const asks = sidesAt(history, zoneId, host).some((side) => side.player === player);
  hold(asks || isLeaving(row, lb), () => `${told()}: it does not ask for it`);
  const own = row?.standing.filter((each) => each.lb === lb) ?? [];
  const types = own.map(({ set }) => set.type);
  // A batch that lands late can put an old one beside a new one; until it can change them both stay.
  if (outcome === 'published' && claim.pending === undefined)
    holdSame([...new Set(types)], types, () => `${told()}: one set a type`);
  if (outcome === 'published' || outcome === 'leaving')
    hold(own.length > 0, () => `${told()}: nothing stands`);
  if (outcome === 'not bound yet') holdSame(own, [], told);
  if (outcome === 'waiting' && own.length > 0)
    hold(reason.includes('its own record stays'), () => `${told()}: its own record stands`);
  if (outcome === 'published' && !reason.startsWith('in part')) holdSame(claim.pending, undefined, told);
  const names = lbRow(history.stage, lb)?.names ?? [];
  hold(names.includes(nameKey(zoneId, host)), () => `${told()}: its row does not mention the name`);
}

import type { LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import { type Claim, type NameKey, type NameRow, SCHEMA } from '../../shared/ledger/rows.ts';
import { sameRow } from '../../shared/ledger/same-row.ts';
import type { RowWrite } from '../../shared/ledger/write-rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import { canonical } from '../../shared/records/same-record-set.ts';
import type { Decided } from './decide.ts';
import { expiryOf } from './expiry.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';
import { asError, type Outstanding } from './work.ts';

/** DynamoDB takes 100 rows a transaction; one is the load balancer's. */
const NAMES_A_LINK = 99;

export interface LinkWrite {
  readonly write: Extract<RowWrite, { kind: 'name' }>;
  readonly isLast: boolean;
}

/** What this load balancer's link writes of a name: the decision if it is the last of those it rests on. */
export function linkWrite(
  key: NameKey,
  { decision, before, looks }: Decided,
  id: LoadBalancerId,
  revs: ReadonlyMap<NameKey, string>,
  run: Run,
): LinkWrite[] {
  const rev = run.newId();
  const ifVersion = revs.get(key) ?? before.rev;
  if (id !== [...looks].sort().at(-1)) {
    const partial = ownClaims(
      before,
      decision.announced,
      [...looks].sort().filter((other) => other <= id),
    );
    if (sameRow(partial, before)) return [];
    // What was read of an earlier schema is of today's shape now: whoever knows only the earlier one must not take it for its own.
    const row = { ...partial, schema: SCHEMA, doubt: true, rev };
    return [{ write: { kind: 'name', key, row, ifVersion }, isLast: false }];
  }
  const row = isEmpty(decision.changes)
    ? { ...decision.row, rev }
    : announce(decision.announced, decision, rev, run.now());
  return [{ write: { kind: 'name', key, row, ifVersion }, isLast: true }];
}

/** The row as it was, but for the claims of these load balancers. */
function ownClaims(before: NameRow, after: NameRow, ids: readonly LoadBalancerId[]): NameRow {
  const isOwn = ([, { lb }]: [string, Claim]) => ids.includes(lb);
  const others = Object.entries(before.claims).filter((entry) => !isOwn(entry));
  const own = Object.entries(after.claims).filter(isOwn);
  return { ...before, claims: Object.fromEntries([...others, ...own]), expires: undefined };
}

/**
 * Sent is remembered before it is sent: every value that this attempt will create, or, where it creates none, delete. An
 * earlier attempt at the same value need not be remembered beside this later one; where this one is answered, the settled
 * row has the earlier again.
 */
function announce(
  announced: NameRow,
  { changes, row }: Decided['decision'],
  attempt: string,
  at: number,
): NameRow {
  const creates = new Set(changes.creates.map(canonical));
  const created = row.standing
    .filter(({ set }) => creates.has(canonical(set)))
    .map(({ set, lb }) => ({ set, lb, attempt, at }));
  const deleted = new Set(changes.creates.length === 0 ? changes.deletes.map(canonical) : []);
  const removed = announced.standing
    .filter(({ set }) => deleted.has(canonical(set)))
    .map(({ set, lb }) => ({ set, lb, attempt, at, removed: true as const }));
  const sent = [...created, ...removed];
  const said = (each: NameRow['sent'][number]) => `${each.removed === true} ${canonical(each.set)}`;
  const now = new Set(sent.map(said));
  return {
    ...announced,
    rev: attempt,
    sent: [...announced.sent.filter((each) => !now.has(said(each))), ...sent],
  };
}

/** The links of one load balancer; its row as it is after the last, or undefined if one was lost. */
export async function writeLinks(
  { observation, row, seen }: Looked,
  writes: readonly LinkWrite[],
  ports: Ports,
  run: Run,
  outstanding: Outstanding,
): Promise<LoadBalancerRow | undefined> {
  let ifVersion = row.ver;
  let next = row;
  for (let at = 0; at === 0 || at < writes.length; at += NAMES_A_LINK) {
    // The first link already names everything that may come to mention it: no crash leaves a record without a trace.
    const names = [...new Set([...row.names, ...observation.asks.keys()])].sort();
    const { refused, ignored, declares: declared, gone } = observation;
    next = {
      ver: run.newId(),
      schema: SCHEMA,
      names,
      refused,
      ignored,
      declared,
      seen,
      ...expiryOf(gone, names, run.now()),
    };
    const link = writes.slice(at, at + NAMES_A_LINK).map((each) => each.write);
    if (
      !(await writeOrLose(
        [{ kind: 'load-balancer', id: observation.id, row: next, ifVersion }, ...link],
        ports,
        outstanding,
      ))
    )
      return;
    ifVersion = next.ver;
  }
  return next;
}

/** A write whose outcome is not known counts as lost: the next round reads what came of it. */
export async function writeOrLose(
  writes: readonly RowWrite[],
  ports: Ports,
  { lost }: Outstanding,
): Promise<boolean> {
  try {
    return (await ports.writeRows(writes)) === 'written';
  } catch (error) {
    lost.push(asError(error));
    return false;
  }
}

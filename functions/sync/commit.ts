import pMap from 'p-map';
import { claimKey, type LoadBalancerRow, type NameKey, type NameRow } from '../../shared/ledger/rows.ts';
import { sameRow } from '../../shared/ledger/same-row.ts';
import type { RowWrite } from '../../shared/ledger/write-rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { isEmpty } from '../../shared/plan/admit.ts';
import { canonical } from '../../shared/route53/same-record-set.ts';
import type { Decided } from './decide.ts';
import { expiryOf } from './expiry.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';
import { asError, type Outstanding } from './work.ts';

/** DynamoDB takes 100 rows a transaction; one is the load balancer's. */
const NAMES_A_LINK = 99;
const PARALLEL = 8;

export interface Committed {
  /** Names whose last link was written, with the `rev` that it got: also the attempt's id. */
  readonly names: ReadonlyMap<NameKey, { readonly rev: string }>;
  /** Load balancers whose row was written, as it is now. */
  readonly loadBalancers: ReadonlyMap<LoadBalancerId, LoadBalancerRow>;
}

/**
 * Step 4: first to commit wins, the other looks again. One transaction per load balancer, conditional on the version
 * read before the look, together with the names that the look decides; chained where they are more than a transaction
 * holds. Of several load balancers that a name's decision rests on, the last one's link writes the decision; an earlier
 * one writes its own claims and that the name is in doubt. Whoever loses is looked at again in the next round, and
 * nothing that rested on it is written by a later link.
 */
export async function commit(
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  decided: ReadonlyMap<NameKey, Decided>,
  ports: Ports,
  run: Run,
  outstanding: Outstanding,
): Promise<Committed> {
  const names = new Map<NameKey, { rev: string }>();
  const loadBalancers = new Map<LoadBalancerId, LoadBalancerRow>();
  const changed = new Map([...decided].filter(([, each]) => each.isChanged));

  const changedFor = byLoadBalancer(changed);
  const chains = chainsOf([...looked.keys()].sort(), changed);
  await pMap(
    chains,
    async (chain) => {
      const spoiled = new Set<NameKey>();
      const revs = new Map<NameKey, string>();
      for (const id of chain) {
        const own = looked.get(id);
        if (own === undefined) continue;
        const all = changedFor.get(id) ?? [];
        const touched = all.filter(([key]) => !spoiled.has(key));
        const isIntact = touched.length === all.length;
        const writes = touched.flatMap(([key, each]) => linkWrite(key, each, id, revs, run));
        const row = await writeLinks(own, writes, ports, run, outstanding);
        if (row === undefined) {
          for (const [key, { looks }] of touched) {
            if (names.has(key)) continue;
            spoiled.add(key);
            for (const other of looks) outstanding.loadBalancers.add(other);
          }
          outstanding.loadBalancers.add(id);
          continue;
        }
        for (const { write, isLast } of writes) {
          revs.set(write.key, write.row.rev);
          if (isLast) names.set(write.key, { rev: write.row.rev });
        }
        if (isIntact) loadBalancers.set(id, row);
        else outstanding.loadBalancers.add(id);
      }
    },
    { concurrency: PARALLEL },
  );

  // Names that no look decides: hinted by name. Nothing is sent for them, and whoever should act is hinted.
  await pMap(
    [...changed].filter(([, { looks }]) => looks.length === 0),
    async ([key, each]) => {
      const row = { ...each.decision.row, rev: run.newId() };
      if (await write([{ kind: 'name', key, row, ifVersion: each.before.rev }], ports, outstanding))
        names.set(key, { rev: row.rev });
      else outstanding.names.set(key, {});
    },
    { concurrency: PARALLEL },
  );
  return { names, loadBalancers };
}

type Changed = readonly [key: NameKey, decided: Decided];

function byLoadBalancer(
  changed: ReadonlyMap<NameKey, Decided>,
): ReadonlyMap<LoadBalancerId, readonly Changed[]> {
  const found = new Map<LoadBalancerId, Changed[]>();
  for (const each of changed)
    for (const id of each[1].looks) {
      const own = found.get(id);
      if (own) own.push(each);
      else found.set(id, [each]);
    }
  return found;
}

/** Load balancers that share a changed name go one after the other; the others side by side. */
function chainsOf(
  ids: readonly LoadBalancerId[],
  changed: ReadonlyMap<NameKey, Decided>,
): LoadBalancerId[][] {
  const chainOf = new Map<LoadBalancerId, Set<LoadBalancerId>>(ids.map((id) => [id, new Set([id])]));
  for (const { looks } of changed.values()) {
    const merged = new Set(looks.flatMap((id) => [...(chainOf.get(id) ?? [])]));
    for (const id of merged) chainOf.set(id, merged);
  }
  return [...new Set(chainOf.values())].map((chain) => [...chain].sort());
}

interface LinkWrite {
  readonly write: Extract<RowWrite, { kind: 'name' }>;
  readonly isLast: boolean;
}

function linkWrite(
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
    return sameRow(partial, before)
      ? []
      : [{ write: { kind: 'name', key, row: { ...partial, doubt: true, rev }, ifVersion }, isLast: false }];
  }
  const row = isEmpty(decision.changes)
    ? { ...decision.row, rev }
    : announce(decision.announced, decision, rev, run.now());
  return [{ write: { kind: 'name', key, row, ifVersion }, isLast: true }];
}

/** The row as it was, but for the claims of these load balancers. */
function ownClaims(before: NameRow, after: NameRow, ids: readonly LoadBalancerId[]): NameRow {
  const claims = { ...before.claims };
  for (const id of ids) {
    const own = claimKey({ lb: id, setId: '' });
    const claim = after.claims[own];
    if (claim === undefined) delete claims[own];
    else claims[own] = claim;
  }
  return { ...before, claims, expires: undefined };
}

/**
 * Sent is remembered before it is sent: every value that this attempt will create. An earlier attempt at the same value
 * need not be remembered beside this later one; where this one is answered, the settled row has the earlier again.
 */
function announce(
  announced: NameRow,
  { changes, owner }: Decided['decision'],
  attempt: string,
  at: number,
): NameRow {
  const sent = owner ? changes.creates.map((set) => ({ set, lb: owner, attempt, at })) : [];
  const values = new Set(sent.map(({ set }) => canonical(set)));
  const others = announced.sent.filter(({ set }) => !values.has(canonical(set)));
  return { ...announced, rev: attempt, sent: [...others, ...sent] };
}

/** The links of one load balancer; its row as it is after the last, or undefined if one was lost. */
async function writeLinks(
  { observation, row }: Looked,
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
      schema: row.schema,
      names,
      refused,
      ignored,
      declared,
      ...expiryOf(gone, names, run.now()),
    };
    const link = writes.slice(at, at + NAMES_A_LINK).map((each) => each.write);
    if (
      !(await write(
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
async function write(writes: readonly RowWrite[], ports: Ports, { lost }: Outstanding): Promise<boolean> {
  try {
    return (await ports.writeRows(writes)) === 'written';
  } catch (error) {
    lost.push(asError(error));
    return false;
  }
}

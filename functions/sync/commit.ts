import pMap from 'p-map';
import type { LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';
import type { Outstanding } from './work.ts';
import { linkWrite, writeLinks, writeOrLose } from './write-links.ts';

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
      if (await writeOrLose([{ kind: 'name', key, row, ifVersion: each.before.rev }], ports, outstanding))
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

import pMap from 'p-map';
import { mentionedBy, type NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import { expiryOf } from './expiry.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';

const PARALLEL = 8;

/**
 * Step 8, and last: a load balancer forgets the names whose rows no longer mention it. Only what this run saw settled
 * is forgotten, and only if nobody looked at it since; otherwise the next look trims.
 */
export async function trim(
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  committed: Committed,
  done: ReadonlyMap<NameKey, Decided>,
  ports: Ports,
  run: Run,
): Promise<void> {
  await pMap(
    committed.loadBalancers,
    async ([id, row]) => {
      const names = row.names.filter((key) => {
        const found = done.get(key);
        return found === undefined || mentionedBy(found.decision.row).includes(id);
      });
      if (names.length === row.names.length) return;
      const gone = looked.get(id)?.observation.gone ?? false;
      const next = { ...row, names, ver: run.newId(), ...expiryOf(gone, names, run.now()) };
      // Lost: somebody looked at it since, and that run trims.
      await ports.writeRows([{ kind: 'load-balancer', id, row: next, ifVersion: row.ver }]);
    },
    { concurrency: PARALLEL },
  );
}

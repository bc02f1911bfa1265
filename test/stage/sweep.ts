import type { Cause } from '../../shared/events/hint.ts';
import { splitNameKey } from '../../shared/ledger/rows.ts';
import type { Stage } from './stage.ts';

const cause: Cause = { event: 'sweep', eventId: 'sweep', at: '2026-01-01T00:00:00Z' };

/** What the sweep hints: every load balancer, every one the ledger knows, and by name what is refused or in doubt. */
export async function sweep(stage: Stage): Promise<void> {
  const ids = new Set((await stage.listAllLoadBalancers()).map(({ id }) => id));
  for await (const row of stage.listLedgerRows()) {
    if (row.kind === 'load-balancer') ids.add(row.id);
    else if (row.row.doubt || row.row.pending !== undefined || row.row.sent.length > 0)
      stage.put({ kind: 'name', ...splitNameKey(row.key), cause });
  }
  for (const id of ids) stage.put({ kind: 'load-balancer', id, cause });
}

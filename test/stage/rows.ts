import type { LoadBalancerRow, NameRow } from '../../shared/ledger/rows.ts';
import type { Stage } from './stage.ts';

/** The ledger row of a name, as it lies in the table. */
export function nameRow(stage: Stage, host: string, zoneId = 'ZPUBLIC'): NameRow | undefined {
  return rowOf(stage, `name#${zoneId}#${host}`) as NameRow | undefined;
}

/** The ledger row of a load balancer. */
export function lbRow(stage: Stage, id: string): LoadBalancerRow | undefined {
  return rowOf(stage, `lb#${id}`) as LoadBalancerRow | undefined;
}

function rowOf(stage: Stage, pk: string): unknown {
  return stage.dynamodb.items('ledger').find((item) => item['pk'] === pk);
}

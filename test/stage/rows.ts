import { isDeepStrictEqual } from 'node:util';
import type { FreezeRow } from '../../shared/ledger/freeze-row.ts';
import type { LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import { asRemembered } from '../../shared/ledger/remember.ts';
import { FREEZES_PK } from '../../shared/ledger/row-keys.ts';
import { type NameRow, TRANSITIONS } from '../../shared/ledger/rows.ts';
import { describeRecordSet } from '../../shared/records/same-record-set.ts';
import { type Stage, TABLE } from './stage.ts';

/** The ledger row of a name, as it lies in the table. */
export function nameRow(stage: Stage, host: string, zoneId = 'ZPUBLIC'): NameRow | undefined {
  return rowOf(stage, `name#${zoneId}#${host}`) as NameRow | undefined;
}

/** The ledger row of a load balancer. */
export function lbRow(stage: Stage, id: string): LoadBalancerRow | undefined {
  return rowOf(stage, `lb#${id}`) as LoadBalancerRow | undefined;
}

/** What operators have stopped, as it lies in the table. */
export function freezeRow(stage: Stage): FreezeRow | undefined {
  return rowOf(stage, FREEZES_PK) as FreezeRow | undefined;
}

function rowOf(stage: Stage, pk: string): unknown {
  return stage.dynamodb.tables.get(TABLE)?.items.get(pk);
}

/** A row at rest remembers of each claim, last of all that it says of its load balancer, what it came to. */
export function holdRemembered({ zoneId, host, claims, standing, transitions }: NameRow): void {
  for (const { lb, outcome, reason } of Object.values(claims)) {
    const last = transitions.find((each) => each.lb === lb);
    if (last === undefined && transitions.length === TRANSITIONS) continue;
    const records = standing.filter((each) => each.lb === lb).map(({ set }) => describeRecordSet(set));
    const told = { outcome, reason: asRemembered(reason), records };
    const found = last && { outcome: last.outcome, reason: last.reason, records: last.records };
    if (isDeepStrictEqual(found, told)) continue;
    throw new Error(
      `${lb} at ${host} in ${zoneId}: its row remembers ${JSON.stringify(found)} and says ${JSON.stringify(told)}`,
    );
  }
}

import { type Answer, operate as operateOnce } from '../../functions/operate/operate.ts';
import type { Call, OperatePorts } from '../../functions/operate/ports.ts';
import { readQuotaRow } from '../../shared/ledger/read-rows.ts';
import { deadLetterPorts } from './dead-letters.ts';
import { ARCHIVE, replays } from './replays.ts';
import { CALLER, type Stage, TABLE } from './stage.ts';

/** The deployed operator's function over the stage's world. */
export function operate(
  stage: Stage,
  payload: unknown,
  { remaining = () => 55_000, ...changed }: Partial<OperatePorts> & Partial<Pick<Call, 'remaining'>> = {},
): Promise<Answer> {
  const { ports, run, settings, table } = stage;
  const { listAllLoadBalancers, listLedgerRows } = stage;
  return operateOnce(
    payload,
    {
      ...ports,
      listAllLoadBalancers,
      listLedgerRows,
      readQuotaRow: readQuotaRow(table, TABLE, run.pause),
      ...replays(stage),
      ...deadLetterPorts(stage),
      ...changed,
    },
    {
      now: run.now,
      newId: run.newId,
      pause: run.pause,
      remaining,
      requestId: 'asked',
      ...CALLER,
      settings,
      archive: ARCHIVE,
    },
  );
}

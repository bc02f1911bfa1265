import { type Answer, operate as operateOnce } from '../../functions/operate/operate.ts';
import type { OperatePorts } from '../../functions/operate/ports.ts';
import { readQuotaRow } from '../../shared/ledger/read-rows.ts';
import { deadLetterPorts } from './dead-letters.ts';
import { ARCHIVE, replays } from './replays.ts';
import { CALLER, type Stage, TABLE } from './stage.ts';

/** The deployed operator's function over the stage's world. */
export function operate(
  stage: Stage,
  payload: unknown,
  changed: Partial<OperatePorts> = {},
): Promise<Answer> {
  const { ports, run, settings, table } = stage;
  const { readFreezes, readNameRows, readZoneRows, writeRows, writeHints } = ports;
  const { listAllLoadBalancers, listLedgerRows } = stage;
  return operateOnce(
    payload,
    {
      listAllLoadBalancers,
      listLedgerRows,
      readFreezes,
      readNameRows,
      readZoneRows,
      readQuotaRow: readQuotaRow(table, TABLE, run.pause),
      writeRows,
      writeHints,
      ...replays(stage),
      ...deadLetterPorts(stage),
      ...changed,
    },
    {
      now: run.now,
      newId: run.newId,
      pause: run.pause,
      remaining: () => 55_000,
      requestId: 'asked',
      ...CALLER,
      settings,
      archive: ARCHIVE,
    },
  );
}

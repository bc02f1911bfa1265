import { DEAD_LETTER_QUEUES, type DeadLetterQueue } from '../../shared/dead-letters/dead-letter.ts';
import { currentFreezes } from '../../shared/ledger/freezes.ts';
import { forgetful } from '../../shared/ledger/remember.ts';
import type { NameRow } from '../../shared/ledger/rows.ts';
import type { Policy } from '../../shared/settings.ts';
import type { CommandOf } from './command.ts';
import type { Call, OperatePorts } from './ports.ts';
import { type NameStatus, statusOfName } from './status-of-name.ts';
import { type QuotaStatus, statusOfQuotas } from './status-of-quotas.ts';
import { statusOfZones, type ZoneStatus } from './status-of-zones.ts';
import { type Tally, tallyNames } from './tally-names.ts';
import { type ToldFreeze, tellFreeze } from './words.ts';

export interface StackStatus extends Tally {
  readonly policy: Policy;
  readonly freezes: readonly ToldFreeze[];
  readonly zones: readonly ZoneStatus[];
  readonly quotas: readonly QuotaStatus[];
  /** About how many messages could not be handled, by queue. */
  readonly deadLetters: Readonly<Record<DeadLetterQueue, number>>;
}

/** How things are, by the ledger: of one name, or of all. Nothing is read in Route 53, and nothing is written. */
export async function status(
  { name }: CommandOf<'status'>,
  ports: OperatePorts,
  call: Call,
): Promise<StackStatus | NameStatus> {
  if (name !== undefined) return statusOfName(name, ports, call);
  const { settings, now } = call;
  const rows: NameRow[] = [];
  for await (const each of ports.listLedgerRows()) if (each.kind === 'name') rows.push(forgetful(each.row));
  return {
    policy: settings.policy,
    freezes: currentFreezes(await ports.readFreezes(), now()).map(tellFreeze),
    zones: await statusOfZones(rows, ports, call),
    ...tallyNames(rows),
    quotas: await statusOfQuotas(ports, call),
    deadLetters: await statusOfDeadLetters(ports),
  };
}

async function statusOfDeadLetters({ countDeadLetters }: OperatePorts): Promise<StackStatus['deadLetters']> {
  const counts = await Promise.all(
    DEAD_LETTER_QUEUES.map(async (queue) => [queue, await countDeadLetters(queue)] as const),
  );
  return Object.fromEntries(counts) as Record<DeadLetterQueue, number>;
}

import type { Freeze, FreezeRow, FreezeScope } from '../../shared/ledger/freeze-row.ts';
import { covers, currentFreezes, tellScope } from '../../shared/ledger/freezes.ts';
import { SCHEMA } from '../../shared/ledger/rows.ts';
import { BadCommand } from './bad-command.ts';
import type { CommandOf } from './command.ts';
import { causeOf, hintHeldBack } from './hint.ts';
import type { Call, OperatePorts } from './ports.ts';
import { scopeOf } from './scope.ts';
import { count, type ToldFreeze, tellFreeze, tellTime } from './words.ts';
import { writeOrAgain } from './write-or-again.ts';

/** One row holds them all, and DynamoDB gives it 400 KB. */
const MOST = 200;

export interface Frozen {
  readonly done: string;
  /** All that is frozen now. */
  readonly inForce: readonly ToldFreeze[];
}

type Freezes = FreezeRow['freezes'];

/** Stops what the scope covers: each run that begins from now on announces and sends nothing there, until it ends. */
export async function freeze(
  { scope: asked, reason, minutes, by = '' }: CommandOf<'freeze'>,
  ports: OperatePorts,
  call: Call,
): Promise<Frozen> {
  const scope = scopeOf(asked, call.settings.zones);
  const at = call.now();
  const until = at + minutes * 60_000;
  const frozen: Freeze = { reason, by, at, until };
  const row = await rewrite((freezes) => ({ ...freezes, [scope]: frozen }), ports, call);
  return {
    done: `froze ${tellScope(scope)} until ${tellTime(until)}: runs that begin from now on write nothing there`,
    inForce: currentFreezes(row, at).map(tellFreeze),
  };
}

export interface Unfrozen extends Frozen {
  readonly hinted: { readonly loadBalancers: number };
}

/** Ends a freeze, and has everybody looked at whom it held back. Said again, it hints again. */
export async function unfreeze(
  { scope: asked, by }: CommandOf<'unfreeze'>,
  ports: OperatePorts,
  call: Call,
): Promise<Unfrozen> {
  const scope = scopeOf(asked, call.settings.zones);
  let ended: Freeze | undefined;
  const row = await rewrite(
    ({ [scope]: found, ...others }) => {
      ended = found;
      return others;
    },
    ports,
    call,
  );
  const held = await hintHeldBack('freeze', (key) => covers(scope, key), causeOf(call, by), ports);
  const what = ended ? `unfroze ${tellScope(scope)} (${ended.reason})` : `${tellScope(scope)} was not frozen`;
  return {
    done: `${what}; hinted ${count(held, 'load balancer')} that a freeze held back`,
    hinted: { loadBalancers: held },
    inForce: currentFreezes(row, call.now()).map(tellFreeze),
  };
}

/** Those that ended by themselves go with the next write. */
async function rewrite(
  change: (freezes: Freezes) => Freezes,
  { readFreezes, writeRows }: OperatePorts,
  call: Call,
): Promise<FreezeRow> {
  let row: FreezeRow = { rev: '', schema: SCHEMA, freezes: {} };
  await writeOrAgain(
    'The row of freezes',
    async () => {
      const before = await readFreezes();
      const current = currentFreezes(before, call.now()).map(({ scope, ...each }) => [scope, each] as const);
      const freezes = change(Object.fromEntries(current) as Partial<Record<FreezeScope, Freeze>>);
      refuseTooMany(freezes);
      row = { rev: call.newId(), schema: SCHEMA, freezes };
      return writeRows([{ kind: 'freezes', row, ifVersion: before?.rev ?? '' }]);
    },
    call,
  );
  return row;
}

function refuseTooMany(freezes: Freezes): void {
  const many = Object.keys(freezes).length;
  if (many <= MOST) return;
  const expected = `${MOST} freezes at a time: freeze the zone in place of its names`;
  throw new BadCommand([{ field: 'payload.scope', got: `freeze number ${many}`, expected }]);
}

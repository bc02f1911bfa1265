import { type Approved, approve } from './approve.ts';
import { type Command, parseCommand } from './command.ts';
import { type Frozen, freeze, type Unfrozen, unfreeze } from './freeze.ts';
import { plan } from './plan.ts';
import type { Call, OperatePorts } from './ports.ts';
import { type Redriven, redrive } from './redrive.ts';
import { type ReplayProgress, type ReplayTold, replay } from './replay.ts';
import { type StackStatus, status } from './status.ts';
import type { NameStatus } from './status-of-name.ts';
import { type Hinted, syncNow } from './sync.ts';
import type { Planned } from './tell-plan.ts';

export type Answer =
  | Hinted
  | Frozen
  | Unfrozen
  | Approved
  | ReplayTold
  | ReplayProgress
  | Redriven
  | Planned
  | StackStatus
  | NameStatus;

/**
 * Does what an operator asks: writes an item of the ledger that `sync` reads, or sends hints, or tells. It never writes
 * to Route 53, and what it has looked at is decided by `sync` on what is true then.
 * @throws BadCommand for a payload that asks for nothing that can be done.
 */
export async function operate(payload: unknown, ports: OperatePorts, call: Call): Promise<Answer> {
  return carryOut(parseCommand(payload), ports, call);
}

function carryOut(command: Command, ports: OperatePorts, call: Call): Promise<Answer> {
  switch (command.command) {
    case 'sync':
      return syncNow(command, ports, call);
    case 'freeze':
      return freeze(command, ports, call);
    case 'unfreeze':
      return unfreeze(command, ports, call);
    case 'approve':
      return approve(command, ports, call);
    case 'plan':
      return plan(command, ports, call);
    case 'replay':
      return replay(command, ports, call);
    case 'redrive':
      return redrive(command, ports, call);
    case 'status':
      return status(command, ports, call);
  }
}

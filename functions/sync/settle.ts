import pMap from 'p-map';
import type { NameKey } from '../../shared/ledger/rows.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import type { Ports, Run } from './ports.ts';
import { asError, type Outstanding, redoNames } from './work.ts';

const PARALLEL = 10;

/**
 * Step 6: what took effect stands, this attempt leaves `sent`, the doubt is over; if the row is still as this run
 * announced it. Otherwise somebody else had a word meanwhile, and the name is read again. Returns the names whose
 * decision is now in the ledger.
 */
export async function settle(
  committed: Committed,
  decided: ReadonlyMap<NameKey, Decided>,
  applied: ReadonlySet<NameKey>,
  ports: Ports,
  run: Run,
  outstanding: Outstanding,
): Promise<ReadonlyMap<NameKey, Decided>> {
  const done = new Map([...decided].filter(([key, each]) => isWritten(key, each, committed)));
  await pMap(
    applied,
    async (key) => {
      const found = decided.get(key);
      const announced = committed.names.get(key);
      if (found === undefined || announced === undefined) return;
      if (await isSettled(key, found, announced.rev, ports, run, outstanding)) done.set(key, found);
      else redoNames([key], decided, outstanding);
    },
    { concurrency: PARALLEL },
  );
  return done;
}

function isWritten(key: NameKey, { isChanged, decision }: Decided, committed: Committed): boolean {
  return !isChanged || (committed.names.has(key) && isEmpty(decision.changes));
}

async function isSettled(
  key: NameKey,
  { decision }: Decided,
  ifVersion: string,
  ports: Ports,
  run: Run,
  outstanding: Outstanding,
): Promise<boolean> {
  try {
    const row = { ...decision.row, rev: run.newId() };
    return (await ports.writeRows([{ kind: 'name', key, row, ifVersion }])) === 'written';
  } catch (error) {
    outstanding.lost.push(asError(error));
    return false;
  }
}

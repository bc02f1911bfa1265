import { isDeepStrictEqual } from 'node:util';
import { budgetOf } from '../../../shared/brake/budget.ts';
import { currentFreezes } from '../../../shared/ledger/freezes.ts';
import {
  type Item,
  parseFreezeRow,
  parseLoadBalancerRow,
  parseNameRow,
  parseQuotaRow,
  parseZoneRow,
} from '../../../shared/ledger/parse-row.ts';
import { nameKey } from '../../../shared/ledger/rows.ts';
import { SETTLED } from '../../upgrade/settled.ts';
import { decided, NOW } from '../plan.ts';
import { promise, target, type Verdict } from '../target.ts';
import { itemOf, mutated } from '../weird.ts';

const BRAKE = { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } };
const ROWS = SETTLED.flatMap(({ rows }) => rows);
const without = (row: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));

/** Rows of every version's fixture, with something else in them. What is read is used as sync uses it. */
export const rows = target({
  name: 'ledger rows',
  inputs: mutated(ROWS).map(itemOf),
  take: (item): Verdict => {
    const row = { ...(typeof item === 'object' ? item : {}) } as Item;
    const { pk } = row;
    // DynamoDB gives no item without its key, a text.
    if (typeof pk !== 'string') return { refused: 'no row of the table' };
    if (pk.startsWith('lb#')) {
      const read = parseLoadBalancerRow(row);
      promise(
        isDeepStrictEqual(without(read, ['declared', 'seen']), without(row, ['pk', 'declared', 'seen'])),
        'members were lost',
      );
    } else if (pk.startsWith('name#')) {
      const read = parseNameRow(row);
      const known = ['claims', 'transitions'];
      promise(isDeepStrictEqual(without(read, known), without(row, ['pk', ...known])), 'members were lost');
      promise(
        Object.keys(read.claims).length === Object.keys(row['claims'] as object).length,
        'claims were lost',
      );
      decided(
        nameKey(read.zoneId, read.host),
        read,
        [],
        read.standing.map(({ set }) => set),
      );
    } else if (pk.startsWith('zone#')) {
      const read = parseZoneRow(row);
      for (const kind of ['removal', 'retarget'] as const) budgetOf(read, kind, BRAKE, NOW);
    } else if (pk.startsWith('quota#')) parseQuotaRow(row);
    else if (pk === 'freezes') currentFreezes(parseFreezeRow(row), NOW);
    else return { refused: 'a row of no kind that is read' };
    return 'accepted';
  },
});

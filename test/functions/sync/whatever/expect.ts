import { expect } from 'vitest';
import type { NameRow } from '../../../../shared/ledger/rows.ts';
import { wishes } from '../../../../shared/names/wishes.ts';
import { drain } from '../../../stage/drain.ts';
import { instrument } from '../../../stage/faults.ts';
import { lbRow } from '../../../stage/rows.ts';
import type { Stage } from '../../../stage/stage.ts';
import { callsOfSync } from '../../../stage/sweep.ts';
import { stored, type World } from './world.ts';

const nameRows = (stage: Stage) =>
  stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#')) as unknown as NameRow[];

/** Nothing was refused, others' records are as they left them, ours are known, and everybody is told of every name. */
export function expectWell({ stage, refused, theirs, players }: World): void {
  expect(refused).toEqual([]);
  const all = ['ZPUBLIC', 'ZPRIVATE', 'ZSUB'].flatMap((zone) =>
    stored(stage, zone).map((set) => `${zone} ${set}`),
  );
  expect(
    [...theirs.keys()].filter((key) => !all.includes(key)),
    'touched',
  ).toEqual([]);
  const rows = nameRows(stage);
  const apex = 2 * 3;
  expect(all.length - apex - theirs.size, 'sets that nobody knows of').toBe(
    rows.reduce((sum, { standing }) => sum + standing.length, 0),
  );
  for (const { made, tags } of players) {
    if (made === undefined) continue;
    const { hosts, refused: impossible } = wishes({ kind: 'network', tags }, 'signpost');
    for (const host of [...hosts.keys(), ...impossible.keys()]) {
      const claim = rows.some(
        (row) => row.host === host && Object.values(row.claims).some(({ lb }) => lb === made.arn),
      );
      expect(
        claim || lbRow(stage, made.arn)?.refused[host] !== undefined,
        `${made.arn} is told of ${host}`,
      ).toBe(true);
    }
  }
}

/** A further look at everything asks Route 53 nothing and changes no name's row. */
export async function expectRest({ stage, ports }: World): Promise<void> {
  const [calls, rows] = [callsOfSync(stage), nameRows(stage)];
  for (const { id } of await stage.listAllLoadBalancers())
    stage.put({ kind: 'load-balancer', id, cause: { event: 'again', eventId: '', at: '' } });
  await drain(stage, instrument(ports));
  expect(callsOfSync(stage), 'a second run').toEqual(calls);
  expect(nameRows(stage), 'rows after a second run').toEqual(rows);
}

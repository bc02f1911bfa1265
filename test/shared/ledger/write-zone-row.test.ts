import { describe, expect, it } from 'vitest';
import type { RowWrite } from '../../../shared/ledger/write-rows.ts';
import { writeZoneRow } from '../../../shared/ledger/write-zone-row.ts';
import { emptyZoneRow, type ZoneRow } from '../../../shared/ledger/zone-row.ts';

type Answer = 'as it is' | 'lost' | 'failed before' | 'failed after';

/** A table with one zone's row, where others write in between or calls fail, each answer once. */
function table(...answers: Answer[]) {
  let row: ZoneRow | undefined;
  let ids = 0;
  const pauses: number[] = [];
  const other = () => {
    row = { ...(row ?? emptyZoneRow('Z1')), rev: `other-${++ids}` };
  };
  const put = ([write]: readonly RowWrite[]) => {
    if (write?.kind !== 'zone') throw new Error('a zone is to be written');
    if ((row?.rev ?? '') !== write.ifVersion) return 'lost' as const;
    row = write.row;
    return 'written' as const;
  };
  const ports = {
    readZoneRows: async () => new Map(row && [['Z1', row]]),
    writeRows: async (writes: readonly RowWrite[]) => {
      const answer = answers.shift();
      if (answer === 'lost') other();
      if (answer === 'failed before') throw new Error('no answer');
      const written = put(writes);
      if (answer === 'failed after') throw new Error('no answer');
      return written;
    },
  };
  const run = {
    newId: () => `own-${++ids}`,
    pause: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
  };
  return { ports, run, pauses, now: () => row };
}

/** Counts how often it was done. */
const tick = (row: ZoneRow) => {
  const at = row.held.length;
  return { row: { ...row, held: [...row.held, { names: 1, at }] }, result: at };
};

describe('a change of a zone’s row', () => {
  it.each<[string, Answer[]]>([
    ['at once', ['as it is']],
    ['again where somebody was faster', ['lost', 'lost']],
    ['again where a call failed', ['failed before', 'failed before']],
    ['once where the answer got lost', ['failed after']],
    ['once where another call failed in between', ['failed before', 'failed after']],
  ])('is written %s', async (_, answers) => {
    const { ports, run, now, pauses } = table(...answers);
    expect(await writeZoneRow(ports, run, 'Z1', tick)).toBe(0);
    expect(now()?.held).toEqual([{ names: 1, at: 0 }]);
    expect(now()?.rev).toMatch(/^own-/);
    expect(pauses).toHaveLength(answers.filter((answer) => answer !== 'as it is').length);
  });

  it('begins with a row that was read before', async () => {
    const { ports, run, now } = table();
    await writeZoneRow(ports, run, 'Z1', tick);
    expect(await writeZoneRow(ports, run, 'Z1', tick, { ...emptyZoneRow('Z1'), rev: 'old' })).toBe(1);
    expect(now()?.held).toHaveLength(2);
  });

  it('that is none writes nothing', async () => {
    const { ports, run, now } = table();
    expect(await writeZoneRow(ports, run, 'Z1', (row) => ({ row, result: 'same' }))).toBe('same');
    expect(now()).toBeUndefined();
  });

  it('gives up, and says why', async () => {
    const lost = table(...Array.from({ length: 10 }, (): Answer => 'lost'));
    await expect(writeZoneRow(lost.ports, lost.run, 'Z1', tick)).rejects.toThrow(
      /zone Z1 was not written in 10 attempts/,
    );
    const failing = table(...Array.from({ length: 10 }, (): Answer => 'failed before'));
    await expect(writeZoneRow(failing.ports, failing.run, 'Z1', tick)).rejects.toMatchObject({
      cause: { message: 'no answer' },
    });
  });
});

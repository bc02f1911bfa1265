import { expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { type Claim, type NameRow, nameKey } from '../../../shared/ledger/rows.ts';
import { createV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { hostnameTags, tagged } from './leads/lead.ts';

const BAD = 'n250.example.com';
const MINUTE = 60_000;

/** A Route 53 that has something against one name, and says so by name or not; with the hosts of each batch. */
function refusing(stage: Stage, message: string) {
  const batches: string[][] = [];
  const ports: Ports = {
    ...stage.ports,
    applyChanges: async (zone, batch, comment) => {
      batches.push(batch.map(({ host }) => host));
      return batch.some(({ host }) => host === BAD)
        ? { kind: 'refused', message }
        : stage.ports.applyChanges(zone, batch, comment);
    },
  };
  return { ports: instrument(ports), batches };
}

const claimOf = (stage: Stage): Claim | undefined => Object.values(nameRow(stage, BAD)?.claims ?? {})[0];
const names = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `n${first + index}.example.com`);

it.each([
  ['told by name', `[RRSet with DNS name ${BAD}. is not permitted]`, 5],
  ['told by nobody', 'Something is wrong', 20],
])(
  'one bad name among 499 good ones, %s: the good ones are published in that very invocation',
  async (_, message, most) => {
    const stage = createStage();
    const { ports, batches } = refusing(stage, message);
    await createV2(stage, 'web', undefined, { tags: tagged(hostnameTags(names(0, 500))) });
    await invoke(stage, ports);
    expect(Object.keys(zoneContents(stage))).toHaveLength(499);
    const { ListResourceRecordSets: reads = 0 } = stage.route53.calls;
    console.log(`500 names, one of them bad (${message}): ${batches.length} batches, ${reads} pages read`);
    expect(batches.length).toBeLessThanOrEqual(most);
    expect(claimOf(stage)).toMatchObject({
      outcome: 'quarantined',
      reason: expect.stringContaining(`Route 53 refuses it: ${message.replace(/[[\]]/g, '')}; refused once`),
    });
  },
);

it('is tried again after pauses that grow, and never together with others', async () => {
  const stage = createStage();
  const { ports, batches } = refusing(stage, 'Something is wrong');
  await createV2(stage, 'web', undefined, { tags: tagged(hostnameTags(names(240, 20))) });
  await drain(stage, ports);
  const began = stage.clock.now();
  const tried: number[] = [];
  for (let sweeps = 1; sweeps <= 60; sweeps += 1) {
    stage.clock.advance(began + sweeps * 30 * MINUTE - stage.clock.now());
    await createV2(stage, `good-${sweeps}`, `good-${sweeps}.example.com`);
    batches.length = 0;
    await sweep(stage);
    await drain(stage, ports);
    const withBad = batches.filter((hosts) => hosts.includes(BAD));
    expect(withBad).toEqual(withBad.map(() => [BAD]));
    expect(Object.keys(zoneContents(stage))).toContain(`good-${sweeps}.example.com A`);
    if (withBad.length > 0) tried.push(sweeps / 2);
  }
  // Hours: half an hour after the first refusal, then 1, 2, 4 and 6 hours after the one before.
  expect(tried).toEqual([0.5, 1.5, 3.5, 7.5, 13.5, 19.5, 25.5]);
  expect(claimOf(stage)?.reason).toContain('refused 8 times in a row');
});

it('is tried at once if its tags ask for something else, or an operator asks for it', async () => {
  const stage = createStage();
  const { ports } = refusing(stage, 'Something is wrong');
  const web = await createV2(stage, 'web', BAD);
  await drain(stage, ports);
  const hint = {
    kind: 'name',
    zoneId: 'ZPUBLIC',
    host: BAD,
    cause: { event: 'operator', eventId: 'x', at: '' },
  } as const;
  stage.put(hint);
  await drain(stage);
  expect(Object.keys(zoneContents(stage)), 'a read alone does not end its quarantine').toEqual([]);
  stage.put({ ...hint, retry: true });
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ [`${BAD} A`]: web.dnsName });
});

it('is tried though another run writes its row while the operator’s hint is on its way', async () => {
  const stage = createStage();
  const { ports } = refusing(stage, 'Something is wrong');
  const web = await createV2(stage, 'web', BAD);
  await drain(stage, ports);
  const cause = { event: 'operator', eventId: 'x', at: '' };
  stage.put({ kind: 'name', zoneId: 'ZPUBLIC', host: BAD, cause, retry: true });
  const another = async () => {
    const row = nameRow(stage, BAD) as NameRow;
    const key = nameKey('ZPUBLIC', BAD);
    await stage.ports.writeRows([{ kind: 'name', key, row: { ...row, rev: 'another' }, ifVersion: row.rev }]);
  };
  await drain(stage, instrument(meanwhile(stage.ports, 'writeRows', another)));
  expect(zoneContents(stage)).toEqual({ [`${BAD} A`]: web.dnsName });
});

import { expect, it } from 'vitest';
import { createV2, deleteV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { createStage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { HOST } from './seen.ts';

it('what cannot be counted, as the row of the zone cannot be written, does not pass', async () => {
  const stage = createStage();
  const web = await createV2(stage, 'web', HOST);
  await drain(stage);
  await deleteV2(stage, web);
  await invoke(stage, instrument(stage.ports));
  stage.clock.advance(61_000);
  const { writeRows } = stage.ports;
  const lost: typeof writeRows = async (writes) =>
    writes.some(({ kind }) => kind === 'zone') ? 'lost' : writeRows(writes);
  await invoke(stage, instrument({ ...stage.ports, writeRows: lost }));
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  await drain(stage);
  expect(zoneContents(stage)).toEqual({});
});

it('a name that another line is to get stays where it is, above the limit', async () => {
  const none = { names: 0, percent: 0 };
  const stage = createStage({
    brake: { window: 3600, removals: { names: 20, percent: 0 }, retargets: none },
  });
  const old = await createV2(stage, 'old', HOST);
  await drain(stage);
  await createV2(stage, 'next', HOST);
  await drain(stage);
  await deleteV2(stage, old);
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: old.dnsName });
  expect(stage.brakes).toMatchObject([{ kind: 'retargets', names: 1, limit: 0 }]);
});

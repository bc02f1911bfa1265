import { expect, it } from 'vitest';
import { createV2, deleteV2, foreign, plainA } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { createStage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { expectRest, swept, toldLines } from './leads/expect.ts';
import { hostnameTags, make, tagged } from './leads/lead.ts';

it('a zone that is full takes what fits, and the many that do not fit cost the account few requests', async () => {
  const stage = createStage({}, { recordsPerZone: 53 });
  const { refused } = stage.route53;
  await foreign(stage, 'CREATE', plainA('theirs.example.com'));
  const old = await make(stage, 'old', { hostname: 'old.example.com' });
  await drain(stage);
  const hosts = Array.from({ length: 300 }, (_, index) => `n${index}.example.com`);
  await createV2(stage, 'web', undefined, { tags: tagged(hostnameTags(hosts)) });
  await make(stage, 'elsewhere', { hostname: 'a.sub.example.com' });
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toHaveLength(51);
  expect(Object.keys(zoneContents(stage, 'ZSUB'))).toEqual(['a.sub.example.com A']);
  expect(refused.length).toBeLessThan(60);
  const lines = toldLines(stage).filter((line) =>
    line.includes('refuses it: Exceeded limit MAX_RRSETS_BY_ZONE'),
  );
  expect(lines).toHaveLength(251);
  await expectRest(stage);

  // What goes makes room, at the latest at the sweep.
  await deleteV2(stage, old);
  await drain(stage);
  const before = refused.length;
  await swept(stage);
  expect(Object.keys(zoneContents(stage))).toHaveLength(51);
  // The hints of a sweep come in several batches.
  expect(refused.length - before).toBeLessThan(200);
  await expectRest(stage);
});

import { expect, it } from 'vitest';
import { createV2, deleteV2 } from '../../stage/actions.ts';
import { zoneRow } from '../../stage/brakes.ts';
import { drain } from '../../stage/drain.ts';
import { operate } from '../../stage/operate.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOUR = 3_600_000;
const host = (index: number) => `n${index}.example.com`;
const APPROVE = { command: 'approve', zone: 'ZPUBLIC', kind: 'removals', names: 3, reason: 'the shop moves' };

/** Six names whose load balancers were all deleted at once, of which the brake lets none go. */
async function tripped() {
  const stage = createStage({
    brake: { window: 3600, removals: { names: 2, percent: 0 }, retargets: { names: 2, percent: 0 } },
  });
  const made = [];
  for (let index = 0; index < 6; index += 1) made.push(await createV2(stage, `lb-${index}`, host(index)));
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  stage.clock.advance(HOUR);
  for (const each of made) await deleteV2(stage, each);
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toHaveLength(6);
  return { stage };
}

const zoneOf = async (stage: Parameters<typeof operate>[0]) => {
  const { zones } = (await operate(stage, { command: 'status' })) as { zones: readonly unknown[] };
  return zones[0];
};

it('the state of the brake is told', async () => {
  const { stage } = await tripped();
  expect(await operate(stage, { command: 'status' })).toMatchObject({ heldBack: { brake: 6 } });
  expect(await zoneOf(stage)).toEqual({
    zone: 'ZPUBLIC',
    name: 'example.com',
    private: false,
    names: 6,
    removals: { counted: 0, limit: 2, left: 0, tripped: expect.stringMatching(/^2026-/) },
    retargets: { counted: 0, limit: 2, left: 2 },
  });
});

it('so many names go, without a sweep; none of them that is claimed again meanwhile', async () => {
  const { stage } = await tripped();
  const next = await createV2(stage, 'next', `${host(0)} ${host(1)}`);
  await drain(stage);
  expect(await operate(stage, { ...APPROVE, names: 4 })).toEqual({
    done:
      'approved removals of 4 names in zone ZPUBLIC (example.com) from now on; ' +
      'hinted 4 load balancers that the brake held back',
    hinted: { loadBalancers: 4 },
  });
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ [`${host(0)} A`]: next.dnsName, [`${host(1)} A`]: next.dnsName });
});

it('what asks for more than was approved trips it again', async () => {
  const { stage } = await tripped();
  await operate(stage, APPROVE);
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toHaveLength(3);
  expect(await zoneOf(stage)).toMatchObject({
    names: 3,
    removals: { counted: 3, left: 0, tripped: expect.any(String) },
  });
});

it('an approval beforehand is a budget that begins now, and says that nothing was on', async () => {
  const stage = createStage();
  expect(await operate(stage, { ...APPROVE, kind: 'retargets' })).toMatchObject({
    done:
      'approved retargets of 3 names in zone ZPUBLIC (example.com) from now on, though its brake was not on for them; ' +
      'hinted 0 load balancers that the brake held back',
  });
  const at = stage.clock.now();
  expect(zoneRow(stage)).toMatchObject({
    removals: { names: {} },
    retargets: { names: {}, approved: { names: 3, at } },
  });
  expect(await zoneOf(stage)).toMatchObject({
    retargets: { counted: 0, limit: 3, left: 3, approvedUntil: new Date(at + HOUR).toISOString() },
  });
});

it('of a zone that is none of ours is refused', async () => {
  const stage = createStage();
  await expect(operate(stage, { ...APPROVE, zone: 'ZX' })).rejects.toThrow(
    'payload.zone: got "ZX", expected a zone',
  );
});

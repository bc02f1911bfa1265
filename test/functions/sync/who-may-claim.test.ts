import { expect, it } from 'vitest';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { lbRow, nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const zoneOf = (stage: Stage) => stage.settings.zones[0] ?? expect.fail('no zone');
const allow = (stage: Stage, ...names: string[]) => {
  stage.settings.zones = [{ ...zoneOf(stage), allow: [{ names }] }, ...stage.settings.zones.slice(1)];
};
const outcomes = (stage: Stage, host: string) =>
  Object.values(nameRow(stage, host)?.claims ?? {}).map(({ outcome, reason }) => `${outcome}: ${reason}`);

async function later(stage: Stage, times = 2): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    stage.clock.advance(30 * 60_000);
    await sweep(stage);
    await drain(stage);
  }
}

it('a name that the load balancer may not have is refused with who may, and Route 53 is not asked about it', async () => {
  const stage = createStage();
  allow(stage, '*.blue.example.com');
  const web = await createV2(stage, 'web', 'web.red.example.com web.blue.example.com');
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toEqual(['web.blue.example.com A']);
  expect(lbRow(stage, web.arn)?.refused).toEqual({
    'web.red.example.com': expect.stringContaining('no allow rule of zone example.com names it'),
  });
  expect(nameRow(stage, 'web.red.example.com')).toBeUndefined();
  // Resolved by what the reason says.
  allow(stage, '*.blue.example.com', 'web.red.example.com');
  await later(stage, 1);
  expect(Object.keys(zoneContents(stage))).toContain('web.red.example.com A');
});

it('narrowing allow withdraws nothing: the name is kept whatever becomes of its load balancer, and goes on when it returns', async () => {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'web.example.com');
  const other = await createV2(stage, 'other', 'other.example.com');
  await drain(stage);
  const before = zoneContents(stage);
  allow(stage, 'blue-*.example.com');
  const calls = callsOfSync(stage);
  await later(stage);
  expect(outcomes(stage, 'web.example.com')).toEqual([
    expect.stringMatching(/^kept: not allowed: no allow rule/),
  ]);
  // Re-tagged, and gone: nothing is written.
  await tagV2(stage, other, { 'signpost/hostname': 'blue-new.example.com' });
  await deleteV2(stage, web);
  await drain(stage);
  await later(stage);
  expect(zoneContents(stage)).toEqual({ ...before, 'blue-new.example.com A': other.dnsName });
  expect(outcomes(stage, 'web.example.com')).toEqual([
    expect.stringMatching(/^kept: kept, as it is not allowed/),
  ]);
  const settled = callsOfSync(stage);
  await later(stage, 1);
  expect(callsOfSync(stage), 'a second run').toEqual(settled);
  expect(callsOfSync(stage)).not.toEqual(calls);

  allow(stage, '*.example.com');
  await later(stage);
  expect(zoneContents(stage)).toEqual({ 'blue-new.example.com A': other.dnsName });
});

it('a name that is given to somebody else now is kept by its holder, and goes to the other when that one lets go', async () => {
  const stage = createStage();
  const old = await createV2(stage, 'old', 'web.example.com', { tags: { team: 'old' } });
  await drain(stage);
  stage.settings.zones = [
    { ...zoneOf(stage), allow: [{ names: ['web.example.com'], tags: { team: 'new' } }] },
    ...stage.settings.zones.slice(1),
  ];
  const next = await createV2(stage, 'next', 'web.example.com', { tags: { team: 'new' } });
  await drain(stage);
  await later(stage, 1);
  expect(zoneContents(stage)).toEqual({ 'web.example.com A': old.dnsName });
  expect(outcomes(stage, 'web.example.com').sort()).toEqual([
    expect.stringMatching(/^kept: not allowed: zone example.com gives it to others: tag team = new/),
    expect.stringMatching(/^waiting: held by .*old/),
  ]);
  await untagV2(stage, old);
  await drain(stage);
  expect(zoneContents(stage)).toEqual({ 'web.example.com A': next.dnsName });
});

it('what is protected nobody gets; an account is known by the ARN, that of a classic one is our own', async () => {
  const stage = createStage({ account: '999999999999' });
  stage.settings.zones = [
    {
      ...zoneOf(stage),
      protect: ['example.com', '+.example.com', '_*'],
      allow: [{ names: ['*example.com'], accounts: ['000000000000'] }],
    },
    ...stage.settings.zones.slice(1),
  ];
  await createV2(stage, 'web', 'example.com +.example.com _dmarc.example.com web.example.com');
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toEqual(['web.example.com A']);
});

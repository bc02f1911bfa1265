import { describe, expect, it } from 'vitest';
import type { BrakeSettings } from '../../../shared/settings.ts';
import { createV2, deleteV2, putBehindV2, setAddressType, tagV2 } from '../../stage/actions.ts';
import { approve, departures, zoneRow } from '../../stage/brakes.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const host = (index: number) => `n${index}.example.com`;
/** Tags of an Ingress of the cluster: load balancers with the same ones are of one line. */
const ingress = (name: string) => ({
  'elbv2.k8s.aws/cluster': 'demo',
  'ingress.k8s.aws/stack': `ns/${name}`,
});

interface Names {
  readonly removals?: number;
  readonly retargets?: number;
}

const brakeOf = ({ removals = 20, retargets = 20 }: Names): BrakeSettings => ({
  window: 3600,
  removals: { names: removals, percent: 0 },
  retargets: { names: retargets, percent: 0 },
});

async function withNames(
  amount: number,
  limits: Names,
  tagsOf: (index: number) => Record<string, string> = () => ({}),
) {
  const stage = createStage({ brake: brakeOf(limits), clusters: [{ name: 'demo', match: 'off' }] });
  const made = [];
  for (let index = 0; index < amount; index += 1)
    made.push(await createV2(stage, `lb-${index}`, host(index), { tags: tagsOf(index) }));
  await drain(stage);
  return { stage, made };
}

const quiet = async (stage: Stage) => {
  await drain(stage);
  await sweep(stage);
  await drain(stage);
};

const claimOf = (stage: Stage, index: number, { arn }: { arn: string }) =>
  nameRow(stage, host(index))?.claims[`${arn}|`];

/** Rows that say something, but for what the sweep itself counts and takes; and what sync asks Route 53 for. */
function said(stage: Stage) {
  const rows = stage.dynamodb
    .items('ledger')
    .filter(({ pk }) => !/^(lb|quota)#/.test(String(pk)))
    .map(({ rev, held, ...row }) => (String(row['pk']).startsWith('zone#') ? row : { ...row, rev, held }));
  return { rows, route53: callsOfSync(stage) };
}

describe('names that leave', () => {
  it('stay once one more than the limit goes, are told why, and are settled', async () => {
    const { stage, made } = await withNames(4, { removals: 2 });
    for (const each of made) {
      await deleteV2(stage, each);
      await quiet(stage);
    }
    expect(departures(stage).map((each) => each.host)).toEqual([host(0), host(1)]);
    expect(claimOf(stage, 2, made[2]!)).toMatchObject({
      outcome: 'held back',
      reason: expect.stringMatching(
        /^the brake of zone ZPUBLIC is on since 2026-\S+Z: 3 removals within an hour, limit 2; approve with operate; it would DELETE A alias/,
      ),
      pending: { by: 'brake', wanted: [] },
    });
    expect(stage.decisions.at(-1)).toMatchObject({ hostname: host(3), outcome: 'held back' });
    expect(stage.queue, 'their hints are consumed').toEqual([]);
    const before = said(stage);
    await sweep(stage);
    await drain(stage);
    expect(said(stage), 'a second run').toEqual(before);
    expect(stage.brakes).toEqual([
      { zoneId: 'ZPUBLIC', kind: 'removals', names: 3, limit: 2, window: 3600, since: expect.any(String) },
    ]);
  });

  it('go as they are approved, whichever are gone by then; what is claimed again stays', async () => {
    const { stage, made } = await withNames(6, { removals: 1 });
    for (const each of made) await deleteV2(stage, each);
    await quiet(stage);
    expect(departures(stage)).toEqual([]);
    const again = await createV2(stage, 'again', host(1));
    await quiet(stage);
    expect(zoneContents(stage)[`${host(1)} A`]).toBe(again.dnsName);
    await approve(stage, 'removal', 2);
    await quiet(stage);
    expect(departures(stage).map((each) => each.host)).toEqual([host(0), host(2)]);
    expect(stage.brakes).toMatchObject([
      { names: 6, limit: 1 },
      { names: 5, limit: 2 },
    ]);
    await approve(stage, 'removal', 50);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ [`${host(1)} A`]: again.dnsName });
    expect(stage.brakes).toHaveLength(2);
  });

  it('are counted anew when the window is over', async () => {
    const { stage, made } = await withNames(4, { removals: 2 });
    for (const [index, each] of made.entries()) {
      await deleteV2(stage, each);
      await drain(stage);
      if (index % 2 === 1) stage.clock.advance(3_725_000);
    }
    expect(zoneContents(stage)).toEqual({});
    expect(stage.brakes).toEqual([]);
  });

  it('do not hold up those that come, nor other zones', async () => {
    const { stage, made } = await withNames(3, { removals: 1 });
    const elsewhere = await createV2(stage, 'elsewhere', 'x.sub.example.com');
    await drain(stage);
    for (const each of [...made, elsewhere]) await deleteV2(stage, each);
    const fresh = await createV2(stage, 'fresh', 'fresh.example.com');
    await quiet(stage);
    expect(zoneContents(stage)).toMatchObject({
      [`${host(0)} A`]: expect.any(String),
      'fresh.example.com A': fresh.dnsName,
    });
    expect(zoneContents(stage, 'ZSUB')).toEqual({});
  });

  it('are measured by what the sweep counted when the window began', async () => {
    const stage = createStage({ brake: { ...brakeOf({}), removals: { names: 0, percent: 50 } } });
    const made = [];
    for (let index = 0; index < 4; index += 1) made.push(await createV2(stage, `lb-${index}`, host(index)));
    await quiet(stage);
    expect(zoneRow(stage).held).toMatchObject([{ names: 4 }]);
    for (const each of made.slice(0, 2)) await deleteV2(stage, each);
    await quiet(stage);
    expect(departures(stage)).toHaveLength(2);
    await deleteV2(stage, made[2]!);
    await quiet(stage);
    expect(departures(stage)).toHaveLength(2);
  });
});

describe('names that change hands', () => {
  it('within a line are replacements, and none is counted', async () => {
    const { stage, made } = await withNames(3, { retargets: 0, removals: 0 }, (index) =>
      ingress(`web-${index}`),
    );
    const next = [];
    for (const [index, each] of made.entries()) {
      next.push(await createV2(stage, `next-${index}`, host(index), { tags: ingress(`web-${index}`) }));
      await deleteV2(stage, each);
    }
    await quiet(stage);
    expect(Object.values(zoneContents(stage))).toEqual(next.map(({ dnsName }) => dnsName));
    expect(zoneRow(stage)).toMatchObject({ removals: { names: {} }, retargets: { names: {} } });
  });

  it('to another line are counted, and stay as they are above the limit', async () => {
    const { stage, made } = await withNames(3, { retargets: 2 }, (index) => ingress(`web-${index}`));
    const next = [];
    for (const [index, each] of made.entries()) {
      next.push(await createV2(stage, `next-${index}`, host(index), { tags: ingress(`other-${index}`) }));
      await drain(stage);
      await deleteV2(stage, each);
      await quiet(stage);
    }
    const dns = [next[0]!, next[1]!, made[2]!].map(({ dnsName }) => dnsName);
    expect(Object.values(zoneContents(stage))).toEqual(dns);
    expect(claimOf(stage, 2, next[2]!)).toMatchObject({
      outcome: 'held back',
      reason: expect.stringContaining('3 retargets within an hour, limit 2'),
    });
    expect(claimOf(stage, 2, made[2]!)).toMatchObject({ outcome: 'leaving' });
    const before = said(stage);
    await sweep(stage);
    await drain(stage);
    expect(said(stage)).toEqual(before);
    await approve(stage, 'retarget', 1);
    await quiet(stage);
    expect(Object.values(zoneContents(stage))).toEqual(next.map(({ dnsName }) => dnsName));
  });

  it('and whose taker goes as well, leave as a removal', async () => {
    const { stage, made } = await withNames(1, { retargets: 0 });
    const next = await createV2(stage, 'next', host(0));
    await drain(stage);
    await deleteV2(stage, made[0]!);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ [`${host(0)} A`]: made[0]?.dnsName });
    await deleteV2(stage, next);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(Object.keys(zoneRow(stage).removals.names)).toEqual([host(0)]);
  });

  it('and are given back within the hour are counted once', async () => {
    const { stage, made } = await withNames(1, { retargets: 1 }, () => ingress('web'));
    const standIn = await createV2(stage, 'stand-in', host(0));
    await putBehindV2(stage, standIn);
    await drain(stage);
    await deleteV2(stage, made[0]!);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${host(0)} A`]: standIn.dnsName });
    const back = await createV2(stage, 'back', host(0), { tags: ingress('web') });
    await putBehindV2(stage, back);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ [`${host(0)} A`]: back.dnsName });
    expect(Object.keys(zoneRow(stage).retargets.names)).toEqual([host(0)]);
    expect(stage.brakes).toEqual([]);
  });

  it('in more than their value are not read in Route 53 again while they are held back', async () => {
    const { stage, made } = await withNames(1, { retargets: 0 });
    const next = await createV2(stage, 'next', host(0), { Type: 'network', IpAddressType: 'dualstack' });
    await drain(stage);
    await deleteV2(stage, made[0]!);
    await quiet(stage);
    expect(claimOf(stage, 0, next)).toMatchObject({ outcome: 'held back' });
    const before = said(stage);
    await quiet(stage);
    expect(said(stage)).toEqual(before);
  });
});

describe('a name with several sets', () => {
  const routed = (setId: string, weight: number) => ({
    'signpost/hostname': host(0),
    'signpost/set-identifier': setId,
    'signpost/weight': String(weight),
  });

  it('keeps the set that is to go, and the others change', async () => {
    const stage = createStage({ brake: brakeOf({ removals: 0 }) });
    const blue = await createV2(stage, 'blue', undefined, { tags: routed('blue', 1) });
    const green = await createV2(stage, 'green', undefined, { tags: routed('green', 1) });
    await drain(stage);
    await deleteV2(stage, green);
    stage.clock.advance(61_000);
    await drain(stage);
    const both = (weight: number) => ({
      [`${host(0)} A blue`]: `${blue.dnsName} weight ${weight}`,
      [`${host(0)} A green`]: `${green.dnsName} weight 1`,
    });
    expect(zoneContents(stage)).toEqual(both(1));
    await tagV2(stage, blue, routed('blue', 5));
    await quiet(stage);
    expect(zoneContents(stage)).toEqual(both(5));
    await approve(stage, 'removal', 1);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ [`${host(0)} A blue`]: `${blue.dnsName} weight 5` });
  });

  it('the same, where one run decides both', async () => {
    const stage = createStage({ brake: brakeOf({ removals: 0 }) });
    const blue = await createV2(stage, 'blue', undefined, { tags: routed('blue', 1) });
    const green = await createV2(stage, 'green', undefined, { tags: routed('green', 1) });
    await drain(stage);
    await deleteV2(stage, green);
    await invoke(stage, instrument(stage.ports));
    await tagV2(stage, blue, routed('blue', 5));
    for (const each of stage.queue.splice(0))
      stage.queue.push({ ...each, readyAt: stage.clock.now() + 61_000 });
    stage.clock.advance(61_000);
    await invoke(stage, instrument(stage.ports));
    expect(zoneContents(stage)).toEqual({
      [`${host(0)} A blue`]: `${blue.dnsName} weight 5`,
      [`${host(0)} A green`]: `${green.dnsName} weight 1`,
    });
    await quiet(stage);
    expect(nameRow(stage, host(0))?.claims[`${green.arn}|green`]).toMatchObject({ outcome: 'held back' });
    expect(nameRow(stage, host(0))?.claims[`${blue.arn}|blue`]).toMatchObject({ outcome: 'published' });
  });

  it('goes on with its own load balancer, type by type, without a count', async () => {
    const stage = createStage({ brake: brakeOf({ removals: 0, retargets: 0 }) });
    const net = await createV2(stage, 'net', host(0), { Type: 'network', IpAddressType: 'dualstack' });
    await drain(stage);
    await setAddressType(stage, net, 'ipv4');
    await quiet(stage);
    expect(Object.keys(zoneContents(stage))).toEqual([`${host(0)} A`]);
    expect(stage.brakes).toEqual([]);
  });
});

describe('several invocations at once', () => {
  it('count together: who is later finds what is left', async () => {
    const { stage, made } = await withNames(4, { removals: 3 });
    await deleteV2(stage, made[0]!);
    await deleteV2(stage, made[1]!);
    await invoke(stage, instrument(stage.ports));
    const [mine, theirs] = [stage.queue.splice(0), [] as typeof stage.queue];
    await deleteV2(stage, made[2]!);
    await deleteV2(stage, made[3]!);
    await invoke(stage, instrument(stage.ports));
    theirs.push(...stage.queue.splice(0));
    stage.clock.advance(61_000);
    // The other run counts between this one's reading of the zone's row and its writing.
    const other = async () => {
      stage.queue.push(...theirs);
      await invoke(stage, instrument(stage.ports));
    };
    stage.queue.push(...mine);
    await invoke(stage, instrument(meanwhile(stage.ports, 'readZoneRows', other, { when: 'after' })));
    await quiet(stage);
    expect(departures(stage)).toHaveLength(2);
    expect(Object.keys(zoneRow(stage).removals.names)).toHaveLength(2);
    expect(stage.brakes).toMatchObject([{ names: 4, limit: 3 }]);
  });

  it('that cannot mark what they told hold back what they counted all the same, and it is told again', async () => {
    const { stage, made } = await withNames(1, { removals: 0 });
    await deleteV2(stage, made[0]!);
    await invoke(stage, instrument(stage.ports));
    stage.clock.advance(61_000);
    const { writeRows } = stage.ports;
    const marks = (writes: Parameters<typeof writeRows>[0]) =>
      writes.some((write) => write.kind === 'zone' && write.row.removals.over?.told === true);
    const ports: typeof stage.ports = {
      ...stage.ports,
      writeRows: async (writes) => (marks(writes) ? 'lost' : writeRows(writes)),
    };
    await invoke(stage, instrument(ports));
    expect(stage.queue).toEqual([]);
    expect(claimOf(stage, 0, made[0]!)).toMatchObject({ outcome: 'held back' });
    await quiet(stage);
    expect(stage.brakes, 'the run that tripped it may still be about to tell').toHaveLength(1);
    stage.clock.advance(121_000);
    await quiet(stage);
    await quiet(stage);
    expect(stage.brakes).toHaveLength(2);
  });

  it('that cannot write the zone’s row at all announce nothing, and come back', async () => {
    const { stage, made } = await withNames(1, {});
    await deleteV2(stage, made[0]!);
    await invoke(stage, instrument(stage.ports));
    stage.clock.advance(61_000);
    const { writeRows } = stage.ports;
    const ports = {
      ...stage.ports,
      writeRows: async (writes: Parameters<typeof writeRows>[0]) =>
        writes.some(({ kind }) => kind === 'zone') ? ('lost' as const) : writeRows(writes),
    };
    await invoke(stage, instrument(ports));
    expect(nameRow(stage, host(0))).toMatchObject({ doubt: false, sent: [] });
    expect(stage.queue.length).toBeGreaterThan(0);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });
});

import { describe, expect, it } from 'vitest';
import type { Ports } from '../../functions/sync/ports.ts';
import {
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  foreign,
  plainA,
  tagV2,
} from '../stage/actions.ts';
import { operate } from '../stage/operate.ts';
import { nameRow } from '../stage/rows.ts';
import { createStage, type Stage, TABLE } from '../stage/stage.ts';
import { sweep } from '../stage/sweep.ts';
import { zoneContents } from '../stage/zone-contents.ts';
import { createHours, DAY, HOUR, type Hours } from './hours.ts';

// The drills of the sandbox, with the hours that they are about.

const MINUTE = 60_000;

interface Told {
  readonly stage: Stage;
  readonly hours: Hours;
  /** The zone as it was when all was well. */
  readonly before: Record<string, string>;
  /** A load balancer is created, one deleted, one re-tagged; what the zone should be then. */
  readonly change: () => Promise<Record<string, string>>;
}

/** Six load balancers, and a record of somebody else, all as it should be. */
async function settled(): Promise<Told> {
  const stage = createStage();
  const hours = createHours(stage);
  const shop = await createV2(stage, 'shop', 'shop.example.com');
  await createV2(stage, 'api', 'api.example.com', { Type: 'network', IpAddressType: 'dualstack' });
  const blog = await createClassic(stage, 'blog', 'blog.example.com');
  for (let index = 0; index < 3; index += 1)
    await createV2(stage, `web-${index}`, `web-${index}.example.com`);
  await foreign(stage, 'CREATE', plainA('legacy.example.com'));
  await hours.pass(HOUR);
  const before = zoneContents(stage);
  expect(Object.keys(before)).toHaveLength(8);
  const change = async () => {
    await deleteClassic(stage, blog);
    await tagV2(stage, shop, { 'signpost/hostname': 'store.example.com' });
    const news = await createV2(stage, 'news', 'news.example.com');
    const { 'blog.example.com A': _, 'shop.example.com A': target, ...rest } = before;
    return { ...rest, 'store.example.com A': target ?? '', 'news.example.com A': news.dnsName };
  };
  return { stage, hours, before, change };
}

function emptyLedger(stage: Stage): void {
  itemsOf(stage).clear();
}

function restoreLedger(stage: Stage, backup: ReturnType<Stage['dynamodb']['items']>): void {
  const items = itemsOf(stage);
  items.clear();
  for (const item of backup) items.set(String(item['pk']), item);
}

function itemsOf({ dynamodb }: Stage) {
  const table = dynamodb.tables.get(TABLE);
  if (table === undefined) throw new Error('The stage has no ledger');
  return table.items;
}

const callsOf = ({ route53 }: Stage) => Object.values(route53.calls).reduce((sum, count) => sum + count, 0);

/** Route 53 that answers nothing; the first change took effect all the same. */
function withoutAnswers({ ports }: Stage): Ports {
  let changes = 0;
  return {
    ...ports,
    applyChanges: async (...batch) => {
      changes += 1;
      if (changes === 1) await ports.applyChanges(...batch);
      return { kind: 'unknown', error: new Error('Service Unavailable') };
    },
    listRecordSets: () => Promise.reject(new Error('Service Unavailable')),
  };
}

// Half a day is thousands of runs: seconds on an idle machine.
describe('Route 53 is down for 12 hours', { timeout: 300_000 }, () => {
  it('no hint becomes a dead letter, and its return is no storm', async () => {
    const { stage, hours, change } = await settled();
    const after = await change();
    await hours.pass(12 * HOUR, { ports: withoutAnswers(stage) });
    expect(hours.dead).toEqual([]);
    expect(hours.received()).toBeGreaterThan(40);
    expect(hours.received()).toBeLessThan(70);
    const waiting = stage.queue.length;
    const calls = callsOf(stage);
    await hours.pass(16 * MINUTE);
    expect(zoneContents(stage)).toEqual(after);
    const since = callsOf(stage) - calls;
    console.log(
      `12 hours without Route 53: ${waiting} hints waited, received ${hours.received()} times at most; ${since} calls on its return`,
    );
    expect(since).toBeLessThan(100);
  });

  it('and for 30 hours: there are dead letters, and the sweeps need none of them', async () => {
    const { stage, hours, change } = await settled();
    const after = await change();
    await hours.pass(30 * HOUR, { ports: withoutAnswers(stage) });
    expect(hours.dead.length).toBeGreaterThan(0);
    await hours.pass(HOUR);
    expect(zoneContents(stage)).toEqual(after);
  });
});

it('a month without a run: what is left of it is of no use, and the first sweep finds everything', async () => {
  const { stage, hours, before, change } = await settled();
  const after = await change();
  await hours.pass(30 * DAY, { isOff: true });
  expect(zoneContents(stage)).toEqual(before);
  await hours.pass(35 * MINUTE);
  expect(zoneContents(stage)).toEqual(after);
});

it('the queue is purged: right by the next sweep, whatever was in it', async () => {
  const { stage, hours, change } = await settled();
  const after = await change();
  stage.queue.splice(0);
  await hours.pass(35 * MINUTE);
  expect(zoneContents(stage)).toEqual(after);
});

it('a role is revoked for 12 hours: nothing is sent, and all follows when it returns', {
  timeout: 300_000,
}, async () => {
  const { stage, hours, before, change } = await settled();
  const after = await change();
  const denied = new Error('AccessDenied');
  const ports: Ports = {
    ...stage.ports,
    applyChanges: async () => ({ kind: 'denied', error: denied }),
    listRecordSets: () => Promise.reject(denied),
  };
  await hours.pass(12 * HOUR, { ports });
  expect(hours.dead).toEqual([]);
  expect(zoneContents(stage)).toEqual(before);
  await hours.pass(20 * MINUTE);
  expect(zoneContents(stage)).toEqual(after);
});

describe('the ledger is lost', () => {
  it('without a backup nothing is changed or deleted; new names come', async () => {
    const { stage, hours, before, change } = await settled();
    emptyLedger(stage);
    const news = (await change())['news.example.com A'];
    await hours.pass(12 * HOUR);
    expect(zoneContents(stage)).toEqual({
      ...before,
      'store.example.com A': before['shop.example.com A'],
      'news.example.com A': news,
    });
    expect(Object.values(nameRow(stage, 'api.example.com')?.claims ?? {})).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('published by another') },
    ]);
  });

  it('restored from an hour before: what was written in that hour is left alone, all else follows', async () => {
    const { stage, hours, before, change } = await settled();
    const backup = structuredClone(stage.dynamodb.items('ledger'));
    const late = await createV2(stage, 'late', 'late.example.com');
    await hours.pass(HOUR);
    emptyLedger(stage);
    const after = await change();
    restoreLedger(stage, backup);
    await hours.pass(HOUR);
    expect(before).not.toHaveProperty('late.example.com A');
    expect(zoneContents(stage)).toEqual({ ...after, 'late.example.com A': late.dnsName });
    await deleteV2(stage, late);
    await hours.pass(2 * HOUR);
    expect(zoneContents(stage)).toHaveProperty('late.example.com A');
  });
});

it('a zone is emptied: its names stay away until they are read, and then come back', async () => {
  const { stage, hours, before } = await settled();
  for (const set of stage.route53.records('ZPUBLIC'))
    if (set.AliasTarget) await foreign(stage, 'DELETE', set);
  await operate(stage, { command: 'sync', name: 'shop.example.com' });
  await hours.pass(MINUTE);
  const { 'shop.example.com A': shop, 'legacy.example.com A': legacy } = before;
  expect(zoneContents(stage)).toMatchObject({ 'shop.example.com A': shop, 'legacy.example.com A': legacy });
});

it('a zone moves to another account: the new one gets all that is asked for, the old one stays as it is', async () => {
  const { stage, hours, before, change } = await settled();
  const [old, ...others] = stage.settings.zones;
  stage.route53.createZone({ id: 'ZMOVED', name: 'example.com' });
  stage.settings.zones = [{ ...old!, id: 'ZMOVED' }, ...others];
  await sweep(stage, false);
  await hours.pass(5 * MINUTE);
  const { 'legacy.example.com A': _, ...ours } = before;
  expect(zoneContents(stage, 'ZMOVED')).toEqual(ours);
  const after = await change();
  await hours.pass(2 * HOUR);
  expect(zoneContents(stage)).toEqual(before);
  expect({ ...zoneContents(stage, 'ZMOVED'), 'legacy.example.com A': '192.0.2.1' }).toEqual(after);
});

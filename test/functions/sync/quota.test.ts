import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { sync } from '../../../functions/sync/sync.ts';
import type { Bucket, QuotaRow } from '../../../shared/ledger/quota-row.ts';
import { SCHEMA } from '../../../shared/ledger/rows.ts';
import type { QuotaSettings } from '../../../shared/settings.ts';
import { mostIn } from '../../shared/quota/most-in.ts';
import { createV2, foreign, plainA } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import { lbRow, nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { hostnameTags, tagged } from './leads/lead.ts';

const SHARE: QuotaSettings = {
  requests: { perSecond: 4, burst: 20 },
  changes: { perSecond: 40, burst: 400 },
};
const DAY = 86_400_000;
const ACCOUNT = '000000000000';
const hosts = (count: number, letter = 'n') =>
  Array.from({ length: count }, (_, index) => `${letter}${index}.example.com`);

const quotaRow = (stage: Stage, account = ACCOUNT) =>
  stage.dynamodb.items('ledger').find(({ pk }) => pk === `quota#${account}`) as QuotaRow | undefined;

/** Other invocations have booked all tokens of these buckets until so many milliseconds from now. */
async function bookedAhead(stage: Stage, milliseconds: number, ...kinds: ('requests' | 'changes')[]) {
  const before = quotaRow(stage);
  const now = stage.clock.now();
  const bucket = (kind: 'requests' | 'changes'): Bucket =>
    kinds.includes(kind)
      ? { tokens: 0, at: now + milliseconds }
      : (before?.[kind] ?? { tokens: kind === 'requests' ? 8 : 280, at: now });
  const buckets = { requests: bucket('requests'), changes: bucket('changes') };
  const row = { ...buckets, rev: stage.run.newId(), schema: SCHEMA, account: ACCOUNT };
  await stage.ports.writeRows([{ kind: 'quota', row, ifVersion: before?.rev ?? '' }]);
}

const runOnce = (stage: Stage, ports = stage.ports) =>
  sync(stage.queue.splice(0), ports, stage.run, stage.settings);

describe('the first change after a quiet time', () => {
  it.each([
    ['ever', async () => undefined],
    [
      'that followed a storm',
      async (stage: Stage) => {
        await createV2(stage, 'storm', undefined, { tags: tagged(hostnameTags(hosts(400))) });
        await drain(stage);
        expect(quotaRow(stage)?.changes.tokens).toBeLessThan(280);
        stage.clock.advance(DAY);
      },
    ],
  ])('%s is not delayed', async (_, before) => {
    const stage = createStage({ quota: SHARE });
    await before(stage);
    await createV2(stage, 'web', 'a.example.com');
    const began = stage.clock.now();
    expect(await runOnce(stage)).toEqual([]);
    expect(stage.clock.now()).toBe(began);
    expect(zoneContents(stage)).toHaveProperty(['a.example.com A']);
  });
});

describe('without tokens', () => {
  it('nothing is announced, and the hint comes back about when there are some', async () => {
    const stage = createStage({ quota: SHARE });
    await createV2(stage, 'web', 'a.example.com');
    await bookedAhead(stage, 10_001, 'changes');
    const failed = await runOnce(stage);
    expect(failed).toMatchObject([{ error: { name: 'OutOfQuota', retryAfter: 11 } }]);
    expect(stage.route53.changes).toEqual([]);
    expect(nameRow(stage, 'a.example.com')).toBeUndefined();
    for (const { hint } of failed) stage.put(hint.hint, 11);
    await drain(stage);
    expect(zoneContents(stage)).toHaveProperty(['a.example.com A']);
  });

  it('for all of them, who was hinted first gets them, and the others come back', async () => {
    const stage = createStage({ quota: SHARE });
    for (const name of ['c', 'a', 'b']) {
      await createV2(stage, name, undefined, { tags: tagged(hostnameTags(hosts(150, name))) });
      stage.clock.advance(1000);
    }
    stage.queue.reverse();
    await bookedAhead(stage, 9_000, 'changes');
    const failed = await runOnce(stage);
    // Two batches of 280 changes: the second begins to wait in time, what is left does not.
    const published = Object.keys(zoneContents(stage)).map((key) => key.charAt(0));
    expect(published.filter((letter) => letter === 'c')).toHaveLength(150);
    expect(published.filter((letter) => letter === 'a')).toHaveLength(130);
    expect(published).toHaveLength(280);
    expect(failed.map(({ hint }) => JSON.stringify(hint.hint).match(/net|app\/(\w)\//)?.[1])).toEqual(
      expect.arrayContaining(['a', 'b']),
    );
    expect(failed.every(({ error }) => error.name === 'OutOfQuota')).toBe(true);
    // Nothing of theirs is in the ledger, so nothing had to be written for them before the others' batch went.
    expect(
      lbRow(stage, failed.map(({ hint }) => 'id' in hint.hint && hint.hint.id).at(0) || ''),
    ).toBeUndefined();
    for (const { hint } of failed) stage.put(hint.hint, 10);
    await drain(stage);
    expect(Object.keys(zoneContents(stage))).toHaveLength(450);
  });

  it('for another page, names of the pages that came go on, and the others come back', async () => {
    const stage = createStage({ quota: SHARE });
    for (let index = 0; index < 320; index += 1)
      await foreign(stage, 'CREATE', plainA(`m${index}.example.com`));
    await createV2(stage, 'web', 'a.example.com z.example.com');
    const ports = meanwhile(stage.ports, 'bookTokens', () => bookedAhead(stage, 10_001, 'requests'), {
      when: 'after',
    });
    const failed = await runOnce(stage, {
      ...ports,
      listRecordSets: async (...input) => {
        const listings = await ports.listRecordSets(...input);
        // Those others are done by then.
        stage.clock.advance(20_000);
        return listings;
      },
    });
    expect(Object.keys(zoneContents(stage)).filter((key) => !key.startsWith('m'))).toEqual([
      'a.example.com A',
    ]);
    expect(failed).toMatchObject([{ error: { name: 'OutOfQuota', retryAfter: 11 } }]);
    for (const { hint } of failed) stage.put(hint.hint);
    await drain(stage);
    expect(zoneContents(stage)).toHaveProperty(['z.example.com A']);
  });

  it('because the ledger fails, nothing is sent, and the hint comes back with the reason', async () => {
    const stage = createStage({ quota: SHARE });
    await createV2(stage, 'web', 'a.example.com');
    const bookTokens: Ports['bookTokens'] = async (...input) => {
      if (input[1].some((changes) => changes > 0)) throw new Error('AccessDeniedException: dynamodb:PutItem');
      return stage.ports.bookTokens(...input);
    };
    const failed = await runOnce(stage, { ...stage.ports, bookTokens });
    expect(failed).toMatchObject([{ error: { message: 'AccessDeniedException: dynamodb:PutItem' } }]);
    expect(nameRow(stage, 'a.example.com')).toBeUndefined();
  });
});

/** Changes as Route 53 took them. */
const arrivals = (stage: Stage) =>
  stage.route53.changes.map(({ time, changes }) => [time, changes.length] as const);

describe('tokens that were booked long ago', () => {
  /** One invocation whose commit takes its time; meanwhile another takes what flows in. */
  async function stalled(slow: number, milliseconds: number, swift: number) {
    const stage = createStage({ quota: SHARE });
    const began = stage.clock.now();
    await createV2(stage, 'slow', undefined, { tags: tagged(hostnameTags(hosts(slow, 's'))) });
    const hints = stage.queue.splice(0);
    const ports = meanwhile(stage.ports, 'writeRows', async () => {
      stage.clock.advance(milliseconds);
      await createV2(stage, 'swift', undefined, { tags: tagged(hostnameTags(hosts(swift, 'q'))) });
      expect(await runOnce(stage)).toEqual([]);
    });
    expect(await sync(hints, ports, stage.run, stage.settings)).toEqual([]);
    return { stage, began };
  }

  it.each([
    ['are used if it is not too late', 1_900, 76, 1_900],
    ['are void: others are waited for', 2_100, 84, 9_100],
    ['are void, however long ago: others are waited for', 60_000, 280, 67_000],
  ])('%s', async (_, milliseconds, flowedIn, sentAfter) => {
    const { stage, began } = await stalled(280, milliseconds, flowedIn);
    const last = stage.route53.changes.at(-1);
    expect(last?.changes).toHaveLength(280);
    expect((last?.time ?? 0) - began).toBeGreaterThanOrEqual(sentAfter);
    expect((last?.time ?? 0) - began).toBeLessThan(sentAfter + 100);
  });

  it.each([
    [0, 300],
    [1_900, 70],
    [1_900, 300],
    [2_900, 110],
    [5_000, 200],
    [60_000, 300],
  ])('keep to the bound after %i ms, in which %i others came', async (milliseconds, others) => {
    const { stage } = await stalled(400, milliseconds, others);
    const sum = arrivals(stage).reduce((all, [, changes]) => all + changes, 0);
    expect(sum).toBe(400 + others);
    for (const window of [0, 1, 5, 30])
      expect(mostIn(1000 * window, arrivals(stage)), `${window} s`).toBeLessThanOrEqual(400 + 40 * window);
  });
});

describe('every request takes its tokens', () => {
  /** Ports that count what is booked and what is asked of Route 53. */
  function counting(stage: Stage, applyChanges: Ports['applyChanges'] = stage.ports.applyChanges) {
    const booked: number[] = [];
    const sent: number[] = [];
    const ports: Ports = {
      ...stage.ports,
      bookTokens: async (zone, changes, ...rest) => {
        const booking = await stage.ports.bookTokens(zone, changes, ...rest);
        booked.push(...changes.slice(0, booking.from.length));
        return booking;
      },
      applyChanges: (zone, batch, comment) => {
        sent.push(batch.reduce((sum, { deletes, creates }) => sum + deletes.length + creates.length, 0));
        return applyChanges(zone, batch, comment);
      },
    };
    return { ports, booked, sent };
  }
  const sorted = (counts: readonly number[]) => [...counts].sort((a, b) => a - b);

  it('each half of a refused batch, each name alone, and each page of a read', async () => {
    const stage = createStage({}, { recordsPerZone: 50 });
    const { ports, booked, sent } = counting(stage);
    await createV2(stage, 'web', undefined, { tags: tagged(hostnameTags(hosts(60))) });
    await runOnce(stage, ports);
    expect(sent.length).toBeGreaterThan(20);
    const pages = Array.from({ length: stage.route53.calls['ListResourceRecordSets'] ?? 0 }, () => 0);
    expect(sorted(booked)).toEqual(sorted([...pages, ...sent]));
  });

  it('each further try of a batch that is throttled, which goes whole, after a pause', async () => {
    const stage = createStage();
    const times: number[] = [];
    const { ports, booked, sent } = counting(stage, async (...input) => {
      times.push(stage.clock.now());
      if (times.length > 3) return stage.ports.applyChanges(...input);
      return { kind: 'throttled', error: new Error('Rate exceeded') };
    });
    await createV2(stage, 'web', 'a.example.com b.example.com');
    expect(await runOnce(stage, ports)).toEqual([]);
    expect(sent).toEqual([2, 2, 2, 2]);
    expect(booked).toEqual([0, 2, 2, 2, 2]);
    expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual([500, 1000, 2000]);
  });

  it('announced as it is, a batch waits for new tokens as long as the invocation lasts; then it counts as throttled', async () => {
    const stage = createStage({ quota: SHARE });
    await createV2(stage, 'web', 'a.example.com');
    let tries = 0;
    const ports: Ports = {
      ...stage.ports,
      applyChanges: async () => {
        tries += 1;
        await bookedAhead(stage, 59_000, 'requests', 'changes');
        return { kind: 'throttled', error: new Error('Rate exceeded') };
      },
    };
    const end = stage.clock.now() + 120_000;
    const run = { ...stage.run, remaining: () => end - stage.clock.now() };
    const failed = await sync(stage.queue.splice(0), ports, run, stage.settings);
    expect(failed).toMatchObject([{ error: { name: 'OutOfQuota' } }]);
    expect(tries).toBe(2);
    expect(run.remaining()).toBeGreaterThan(20_000);
    expect(nameRow(stage, 'a.example.com')).toMatchObject({ doubt: true, standing: [] });
    for (const { hint } of failed) stage.put(hint.hint);
    await drain(stage);
    expect(zoneContents(stage)).toHaveProperty(['a.example.com A']);
  });
});

it('sets of a name that are too many at once come one after the other', async () => {
  const stage = createStage({ quota: { ...SHARE, changes: { perSecond: 1, burst: 6 } } });
  for (const blue of ['blue', 'green'])
    await createV2(stage, blue, 'app.example.com', {
      Type: 'network',
      IpAddressType: 'dualstack',
      tags: tagged({ weight: '1', 'set-identifier': blue }),
    });
  await drain(stage);
  expect(stage.route53.changes.map(({ changes }) => changes.length)).toEqual([2, 2]);
  expect(Object.keys(zoneContents(stage))).toHaveLength(4);
});

it('each account has buckets of its own', async () => {
  const roleArn = 'arn:aws:iam::111111111111:role/signpost-records';
  const zones = [
    { id: 'ZPUBLIC', name: 'example.com', private: false },
    { id: 'ZSUB', name: 'sub.example.com', private: false, roleArn, externalId: 'stage' },
  ];
  const stage = createStage({ quota: SHARE, zones });
  await createV2(stage, 'web', 'a.example.com b.example.com c.sub.example.com');
  await runOnce(stage);
  expect([quotaRow(stage)?.changes.tokens, quotaRow(stage, '111111111111')?.changes.tokens]).toEqual([
    278, 279,
  ]);
});

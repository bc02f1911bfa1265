import { describe, expect, it } from 'vitest';
import { createV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { operate } from '../../stage/operate.ts';
import { createStage, type Stage } from '../../stage/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NAME = 'signpost-us-east-1-events-20260101T020000';
const FIRST = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' };

/** A load balancer was made in the first hour; now it is two o'clock. */
async function world(): Promise<Stage> {
  const stage = createStage();
  await createV2(stage, 'web', 'a.example.com');
  await drain(stage);
  stage.clock.advance(Date.parse('2026-01-01T02:00:00Z') - stage.clock.now());
  return stage;
}

const replay = (stage: Stage, payload: object, ports = {}) =>
  operate(stage, { command: 'replay', ...payload }, ports);

describe('replay', () => {
  it('brings the events of a time again, each as a hint that says by which replay', async () => {
    const stage = await world();
    expect(await replay(stage, { ...FIRST, by: 'ann' })).toEqual({
      done: 'replaying 2026-01-01T00:00:00.000Z to 2026-01-01T01:00:00.000Z to the rules of this stack alone',
      replay: NAME,
      state: 'STARTING',
    });
    const causes = stage.queue.map(({ hint }) => hint.cause);
    expect(causes).toEqual([
      expect.objectContaining({ event: 'CreateLoadBalancer', via: 'replay', replay: NAME }),
    ]);
  });

  it('brings nothing of another time', async () => {
    const stage = await world();
    await replay(stage, { from: '2026-01-01T01:00:00Z', to: '2026-01-01T01:30:00+00:00' });
    expect(stage.queue).toEqual([]);
  });

  it('says that the archive may be behind', async () => {
    const stage = await world();
    expect(await replay(stage, { ...FIRST, to: '2026-01-01T01:51:00Z' })).toMatchObject({
      note: expect.stringContaining(
        'of what happened after 2026-01-01T01:50:00.000Z something may be missing',
      ),
    });
    stage.clock.advance(2_000);
    expect(await replay(stage, { ...FIRST, to: '2026-01-01T01:50:00Z' })).not.toHaveProperty('note');
  });

  it.each<[string, object, string]>([
    [
      'that ends before it begins',
      { from: FIRST.to, to: FIRST.from },
      `payload.to: got "${FIRST.from}", expected a time after "from", ${FIRST.to}`,
    ],
    ['of no time', { from: FIRST.from, to: FIRST.from }, 'expected a time after "from"'],
    [
      'of what has not happened yet',
      { ...FIRST, to: '2026-01-01T03:00:00Z' },
      'payload.to: got "2026-01-01T03:00:00Z", expected a time that has passed: now is 2026-01-01T02:00:00.000Z',
    ],
    [
      'of what was before the archive',
      { ...FIRST, from: '2025-12-31T23:59:59Z' },
      'expected 2026-01-01T00:00:00.000Z or later: when the archive was made',
    ],
    [
      'of a day',
      { from: '2026-01-01', to: FIRST.to },
      'payload.from: got "2026-01-01", expected when it begins',
    ],
    ['without an end', { from: FIRST.from }, 'expected "from" and "to", or the "name" of a replay'],
    ['of a name and a time', { ...FIRST, name: NAME }, 'expected "from" and "to", or the "name"'],
    ['of nothing', {}, 'expected "from" and "to", or the "name" of a replay'],
    ['that is cancelled before it begins', { ...FIRST, cancel: true }, 'or the "name" of a replay'],
  ])('%s is refused, and starts nothing', async (_, payload, words) => {
    const stage = await world();
    const started: unknown[] = [];
    const startReplay = async (what: unknown) => started.push(what);
    await expect(replay(stage, payload, { startReplay })).rejects.toThrow(words);
    expect(started).toEqual([]);
  });

  it('of events that are kept no longer is refused, with the first that are', async () => {
    const stage = await world();
    stage.clock.advance(40 * DAY);
    const last = { to: '2026-02-10T01:00:00Z' };
    await expect(replay(stage, { from: FIRST.from, ...last })).rejects.toThrow(
      'expected 2026-01-11T02:00:00.000Z or later: events are kept for 30 days',
    );
    await replay(stage, { from: '2026-01-11T02:00:00Z', ...last });
    const readArchive = async () => ({ createdAt: 0, retentionDays: 0, events: 1 });
    stage.clock.advance(1_000);
    await replay(stage, { from: FIRST.from, ...last }, { readArchive });
  });

  it.each([
    ['name is taken', 'within this very second'],
    ['too many', 'EventBridge runs 10 replays at a time in an account and Region, those of others included'],
  ])('that EventBridge does not start (%s) is told', async (answer, words) => {
    const stage = await world();
    await expect(replay(stage, FIRST, { startReplay: async () => answer })).rejects.toThrow(words);
  });
});

describe('a replay that was started', () => {
  it('tells how far it is, and that it is done', async () => {
    const stage = await world();
    await replay(stage, FIRST);
    expect(await replay(stage, { name: NAME })).toMatchObject({ state: 'RUNNING', percent: 0 });
    stage.clock.advance(MINUTE);
    expect(await replay(stage, { name: NAME })).toEqual({
      done: 'replayed 100 % of 2026-01-01T00:00:00.000Z to 2026-01-01T01:00:00.000Z',
      replay: NAME,
      state: 'COMPLETED',
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-01T01:00:00.000Z',
      lastReplayed: '2026-01-01T00:00:00.000Z',
      percent: 100,
      started: '2026-01-01T02:00:00.000Z',
    });
  });

  it.each([
    ['RUNNING', undefined, 0],
    ['RUNNING', 30 * MINUTE, 50],
    ['RUNNING', 60 * MINUTE, 99],
    ['FAILED', 15 * MINUTE, 25],
    ['COMPLETED', 15 * MINUTE, 100],
  ])('%s, with the last event at %s ms of an hour: %i %%', async (state, lastReplayed, percent) => {
    const readReplay = async (name: string) => ({ name, state, from: 0, to: HOUR, lastReplayed });
    expect(await replay(await world(), { name: NAME }, { readReplay })).toMatchObject({ state, percent });
  });

  it('is cancelled while it runs, and not when it has ended', async () => {
    const stage = await world();
    await replay(stage, FIRST);
    expect(await replay(stage, { name: NAME, cancel: true })).toMatchObject({ state: 'CANCELLING' });
    await replay(stage, { ...FIRST, to: '2026-01-01T00:01:00Z' }).catch(() => undefined);
    stage.clock.advance(HOUR);
    expect(await replay(stage, { name: NAME })).toMatchObject({ state: 'CANCELLED' });
    await replay(stage, FIRST);
    stage.clock.advance(HOUR);
    await expect(
      replay(stage, { name: 'signpost-us-east-1-events-20260101T030000', cancel: true }),
    ).rejects.toThrow('which is COMPLETED", expected a replay that is STARTING or RUNNING');
  });

  it.each([
    ['is not there', `${NAME}9`, 'expected a replay that there is: EventBridge keeps them for 90 days'],
    [
      'is not ours',
      'billing-monday',
      'expected a replay that this stack started: signpost-us-east-1-events-…',
    ],
  ])('that %s is not told of', async (_, name, words) => {
    await expect(replay(await world(), { name })).rejects.toThrow(words);
  });
});

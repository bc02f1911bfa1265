import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Teardown } from '../../sandbox/processes/teardown.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { DRILLS } from '../drills.ts';
import { life } from '../life.ts';
import { operate } from '../operate.ts';
import { messagesIn } from '../queue.ts';
import { openStage, type Stage } from '../stage.ts';
import { createWorld } from '../world.ts';

// One sandbox whose clock leaps, for all of this: an hour takes two minutes. Each part takes away what it made.

vi.setConfig({ testTimeout: 600_000, hookTimeout: 200_000 });

const teardown = new Teardown();
let stage: Stage;
beforeAll(async () => {
  const trouble = (error: unknown) => console.error('sandbox:', error);
  const sandbox = await startSandbox(
    { policy: 'sync', pump: true, quotas: false, scale: 30, trouble },
    teardown,
  );
  stage = await openStage(sandbox.env, () => undefined);
});
afterAll(async () => {
  stage?.close();
  await teardown.run();
});

const invokeSweep = (payload: object) =>
  stage.clients.functions.send(
    new InvokeCommand({ FunctionName: stage.output('SweepFunction'), Payload: JSON.stringify(payload) }),
  );
interface Replay {
  readonly replay: string;
  readonly state: string;
}

const untilNobodyWorks = () => stage.until('nobody at work', stage.waiting, (count) => count === 0);

beforeEach(() => stage.control('clock?scale=30'));

describe('whatever befalls it', () => {
  it('an hour of load balancers, replayed three times in any order: today’s truth, and nothing is sent', async () => {
    const world = createWorld(stage, 'hour');
    await world.writeForeign('legacy');
    const { step, counts } = life(world, 7);
    const from = await stage.now();
    await stage.control('clock?scale=300');
    for (let at = 1; at <= 60; at += 1) {
      await step();
      await stage.until('a minute to have passed', stage.now, (now) => now >= from + at * 60_000);
    }
    await world.untilRight('as it happened');
    expect(Object.values(counts).every((count) => count > 0)).toBe(true);
    const to = Math.ceil(((await stage.now()) + 1) / 1000) * 1000;
    expect(to - from).toBeGreaterThanOrEqual(3_600_000);
    await stage.until('that second to be over', stage.now, (now) => now > to);
    // Withdrawals of what went last, and second looks.
    await stage.until(
      'the queue to be empty',
      () => messagesIn(stage),
      (count) => count === 0,
    );
    const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    await stage.control('faults?kind=shuffled-replays&seed=11');
    await stage.control('clock?scale=1');
    const before = (await stage.route53Calls()).length;
    for (let time = 1; time <= 3; time += 1) {
      const { replay } = await operate<Replay>(stage, { command: 'replay', ...window });
      const progress = () => operate<Replay>(stage, { command: 'replay', name: replay });
      await stage.until('a replay that is over', progress, ({ state }) => state === 'COMPLETED');
      await untilNobodyWorks();
      expect(await world.records()).toEqual(world.truth());
    }
    const sent = (await stage.route53Calls()).slice(before).filter(({ method }) => method === 'POST');
    expect(sent).toEqual([]);
    await world.clear();
  });

  it('half of the events get lost: right after one sweep', async () => {
    const world = createWorld(stage, 'half');
    await world.writeForeign('legacy');
    const { step } = life(world, 5);
    await stage.control('clock?scale=1');
    await stage.control('faults?kind=lost-events&share=0.5&seed=3');
    for (let at = 0; at < 40; at += 1) {
      await step();
      // One after the other: a look at what comes next would find what was lost before it.
      await untilNobodyWorks();
    }
    const { lost } = (await stage.control('faults?kind=lost-events&share=0')) as { lost: number };
    expect(lost).toBeGreaterThan(20);
    await untilNobodyWorks();
    expect(await world.records()).not.toEqual(world.truth());
    await invokeSweep({});
    // At once; what goes is withdrawn by a second look, a minute after the first.
    await world.untilRight('after one sweep');
    await world.clear();
  });

  it('a light sweep finds a tag whose event got lost, and a full one a record that somebody removed', async () => {
    const world = createWorld(stage, 'found');
    await world.create('application', 'shop');
    await world.create('classic', 'blog');
    await world.untilRight('before');
    await stage.control('faults?kind=lost-events&share=1&seed=3');
    await world.retag('shop', 'store');
    await stage.control('faults?kind=lost-events&share=0');
    await invokeSweep({ sweep: 'light' });
    await world.untilRight('after a light sweep');
    expect(await world.emptyZone()).toBe(2);
    await invokeSweep({ sweep: 'full' });
    await world.untilRight('after a full sweep');
    await world.clear();
  });

  it.each([
    ['killed-before', 'the process dies before Route 53 has done what it asked for'],
    ['killed-after', 'the process dies between Route 53 and the ledger'],
    ['lost-before', 'the connection is lost before'],
    ['lost-after', 'the connection is lost after'],
  ])('%s: %s, and the same hints make it right', async (kind) => {
    const world = createWorld(stage, kind);
    await world.create('application', 'shop');
    await world.create('classic', 'blog');
    await world.untilRight('before');
    await stage.control(`faults?service=route53&kind=${kind}&method=POST&times=1`);
    const before = (await stage.route53Calls()).length;
    await world.retag('shop', 'store');
    await world.delete('blog');
    await world.create('network', 'api');
    const fault = async () => (await stage.route53Calls()).slice(before).find((call) => call.fault === kind);
    const call = await stage.until('the call that it befalls', fault, (found) => found !== undefined);
    expect(call?.body).toContain('CREATE');
    // A batch whose invocation died comes back after twelve minutes.
    await stage.control('clock?scale=300');
    await world.untilRight('after that');
    await stage.control('clock?scale=30');
    await world.clear();
  });
});

/** What deploys twice, or leaves the sandbox with another zone, is run by `npm run drill` alone. */
const ALONE = ['bad-version', 'zone-moved'];

describe('the drills, by the commands of the runbook', () => {
  it.each(Object.entries(DRILLS).filter(([name]) => !ALONE.includes(name)))('%s', async (_, { play }) => {
    await play(stage);
  });
});

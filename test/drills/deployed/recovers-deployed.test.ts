import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Teardown } from '../../sandbox/processes/teardown.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { DRILLS } from '../drills.ts';
import { openStage, type Stage } from '../stage.ts';
import { createWorld } from '../world.ts';

// One sandbox whose clock leaps, for all of this: an hour takes two minutes. Each part takes away what it made.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 200_000 });

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

describe('whatever befalls it', () => {
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

import type { Drill } from './drill.ts';
import { messagesIn } from './queue.ts';
import { openRunbook } from './runbook.ts';
import { settledWorld } from './world.ts';

export const badVersion: Drill = {
  heading: 'A bad version was deployed',
  play: async (stage) => {
    const world = await settledWorld(stage, 'version');
    const runbook = openRunbook(stage, badVersion.heading);
    const standing = world.truth();
    await stage.control('deploy?version=broken');
    stage.tell('a version is deployed whose sync fails whenever it is invoked');
    await world.delete('blog');
    await world.retag('shop', 'store');
    await world.create('application', 'news');
    await stage.until(
      'hints that wait',
      () => messagesIn(stage),
      (count) => count > 0,
    );
    const until = (await stage.now()) + 3_600_000;
    await stage.control('clock?scale=1200');
    await stage.until('an hour to have passed', stage.now, (now) => now >= until);
    await stage.control('clock?scale=30');
    const found = await world.records();
    if (JSON.stringify(found) !== JSON.stringify(standing))
      throw new Error(`expected ${standing.join('; ')} to stand; found ${found.join('; ')}`);

    await runbook.next();
    await world.untilRight('with the version of before');
    const dead = await messagesIn(stage, 'DeadLetterQueueUrl');
    if (dead > 0) throw new Error(`expected no dead letters; found ${dead}`);
    runbook.close();
    await world.clear();
  },
};

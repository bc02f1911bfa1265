import type { Drill } from './drill.ts';
import { messagesIn } from './queue.ts';
import { openRunbook } from './runbook.ts';
import { settledWorld } from './world.ts';

const HOURS = 12;

export const route53Down: Drill = {
  heading: 'Route 53 is down',
  play: async (stage) => {
    const world = await settledWorld(stage, 'down');
    const runbook = openRunbook(stage, route53Down.heading);
    const standing = world.truth();
    await stage.control('faults?service=route53&kind=unavailable');
    await world.delete('blog');
    await world.retag('shop', 'store');
    await world.create('application', 'news');
    const back = (await stage.now()) + HOURS * 3_600_000;
    await stage.control('clock?scale=10800');
    await stage.until(`${HOURS} hours to have passed`, stage.now, (now) => now >= back);
    await stage.control('clock?scale=30');
    const [waiting, dead] = [await messagesIn(stage), await messagesIn(stage, 'DeadLetterQueueUrl')];
    stage.tell(`${HOURS} hours later: ${waiting} hints in the queue, ${dead} dead letters`);
    if (waiting === 0 || dead > 0)
      throw new Error(`expected that hints wait and none is a dead letter; found ${waiting} and ${dead}`);

    await stage.control('faults?service=route53&kind=none');
    const calls = (await stage.route53Calls()).length;
    await runbook.next();
    await world.untilRight('when it is there again');
    const sent = (await stage.route53Calls()).length - calls;
    stage.tell(`${sent} calls to Route 53 since then, for ${standing.length} record sets of before`);
    if (sent > 30) throw new Error(`expected no storm, 30 calls at the most; found ${sent}`);
    runbook.close();
    await world.clear();
  },
};

import type { Drill } from './drill.ts';
import { messagesIn } from './queue.ts';
import { openRunbook } from './runbook.ts';
import { settledWorld } from './world.ts';

const DAY = 86_400;

export const monthMissed: Drill = {
  heading: 'A month of events was missed',
  play: async (stage) => {
    const world = await settledWorld(stage, 'month');
    const runbook = openRunbook(stage, monthMissed.heading);
    await stage.control('faults?kind=lost-events&share=1');
    await stage.control('pump/stop');
    await world.delete('blog');
    await world.retag('shop', 'store');
    await world.create('network', 'news');
    const until = (await stage.now()) + 30 * DAY * 1000;
    await stage.control(`clock?scale=${3 * DAY}`);
    await stage.until('30 days to have passed', stage.now, (now) => now >= until);
    await stage.control('clock?scale=30');
    stage.tell(
      `30 days later: no event came, and ${await messagesIn(stage)} hints of the sweeps are still kept`,
    );

    await stage.control('faults?kind=lost-events&share=0');
    await stage.control('pump/start');
    await runbook.next();
    await world.untilRight('when it runs again');
    runbook.close();
    await world.clear();
  },
};

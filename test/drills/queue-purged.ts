import type { Drill } from './drill.ts';
import { messagesIn, purge } from './queue.ts';
import { openRunbook } from './runbook.ts';
import type { Stage } from './stage.ts';
import { settledWorld } from './world.ts';

export const queuePurged: Drill = {
  heading: 'The queue was purged',
  play: async (stage) => {
    const world = await settledWorld(stage, 'queue');
    const runbook = openRunbook(stage, queuePurged.heading);

    await purgedMeanwhile(stage, async () => {
      await world.delete('blog');
      await world.retag('shop', 'store');
      await world.create('application', 'news');
    });
    await stage.control('clock?scale=600');
    await world.untilRight('by the next sweep');

    // Nobody waits for the sweep.
    await stage.control('clock?scale=1');
    await purgedMeanwhile(stage, () => world.delete('news'));
    await runbook.next();
    await stage.control('clock?scale=30');
    await world.untilRight('as soon as an operator says so');
    runbook.close();
    await world.clear();
  },
};

async function purgedMeanwhile(stage: Stage, act: () => Promise<void>): Promise<void> {
  await stage.control('pump/stop');
  await act();
  await stage.until(
    'hints in the queue',
    () => messagesIn(stage),
    (count) => count > 0,
  );
  // What is still on its way would come after it.
  await stage.until(
    'all events delivered',
    () => stage.control('events/settled'),
    () => true,
  );
  stage.tell(`somebody purges the queue, with ${await messagesIn(stage)} messages`);
  await purge(stage);
  await stage.control('pump/start');
}

import type { Drill } from './drill.ts';
import { openRunbook } from './runbook.ts';
import { settledWorld } from './world.ts';

export const zoneEmptied: Drill = {
  heading: 'A zone was emptied by somebody',
  play: async (stage) => {
    const world = await settledWorld(stage, 'emptied');
    const names = Object.fromEntries(
      ['shop', 'api', 'blog'].map((host) => [`${host}.example.com`, world.nameOf(host)]),
    );
    const runbook = openRunbook(stage, zoneEmptied.heading, names);
    stage.tell(`somebody deletes ${await world.emptyZone()} record sets`);
    await runbook.next();
    await world.untilRight('as soon as the names were read');
    runbook.close();
    await world.clear();
  },
};

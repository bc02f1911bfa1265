import type { Drill } from './drill.ts';
import { emptyLedger, keepBackup } from './ledger.ts';
import { operate, outcomesOf } from './operate.ts';
import { messagesIn } from './queue.ts';
import { openRunbook } from './runbook.ts';
import { settledWorld } from './world.ts';

/** What the section begins with. */
const FREEZE = { command: 'freeze', scope: 'stack', minutes: 240, reason: 'the ledger is lost' };

export const ledgerLost: Drill = {
  heading: 'The ledger is lost',
  play: async (stage) => {
    const world = await settledWorld(stage, 'ledger');
    const runbook = openRunbook(stage, ledgerLost.heading, { 'shop.example.com': world.nameOf('shop') });
    await keepBackup(stage);
    const before = world.truth();
    stage.tell(`somebody deletes all ${await emptyLedger(stage)} items of the ledger`);

    await runbook.next();
    await world.delete('blog');
    await world.retag('shop', 'store');
    await stage
      .until(
        'all hints taken',
        () => messagesIn(stage),
        (left) => left === 0,
      )
      .catch(() => undefined);
    mustStand(before, await world.records(), 'under the freeze');

    // The table is put back as it was, and looks at everything.
    await runbook.next();
    await runbook.next();
    await runbook.next();
    await runbook.next();
    await world.untilRight('with the ledger of before');

    await emptyLedger(stage);
    stage.tell('once more, and there is no backup');
    await operate(stage, FREEZE);
    await runbook.next();
    await runbook.next();
    const refused = (outcomes: readonly string[]) =>
      outcomes.some((each) => each.startsWith('refused: published by another'));
    await stage.until('a name that is refused', () => outcomesOf(stage, world.nameOf('api')), refused);
    mustStand(world.truth(), await world.records(), 'without a ledger');
    await world.emptyZone();
    await runbook.next();
    await world.untilRight('after its own records were deleted by hand');
    runbook.close();
    await world.clear();
  },
};

function mustStand(wanted: readonly string[], found: readonly string[], when: string): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(
      `${when}: expected that nothing changes, ${wanted.join('; ')}; found ${found.join('; ')}`,
    );
}

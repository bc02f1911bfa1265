import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import type { Drill } from './drill.ts';
import { openRunbook } from './runbook.ts';
import type { Stage } from './stage.ts';
import { settledWorld } from './world.ts';

export const stackDestroyed: Drill = {
  heading: 'The stack was destroyed',
  play: async (stage) => {
    const world = await settledWorld(stage, 'stack');
    const runbook = openRunbook(stage, stackDestroyed.heading);
    const standing = world.truth();
    const roles = await roleIds(stage);
    await stage.control('pump/stop');
    await stage.control('destroy');
    const [rows, found] = [await namesInLedger(stage), await world.records()];
    if (rows === 0 || JSON.stringify(found) !== JSON.stringify(standing))
      throw new Error(`expected ledger and zone as they were; found ${rows} names, ${found.join('; ')}`);
    stage.tell(`destroyed: ${found.length} record sets stand, the ledger has ${rows} names`);
    await world.delete('blog');
    await world.retag('shop', 'store');
    await world.create('application', 'news');

    await runbook.next();
    await stage.control('pump/start');
    await world.untilRight('after the sweep that follows the deploy');
    if (JSON.stringify(await roleIds(stage)) !== JSON.stringify(roles))
      throw new Error('expected the roles to be those of before');
    runbook.close();
    await world.clear();
  },
};

async function namesInLedger({ clients, output }: Stage): Promise<number> {
  const { Items = [] } = await clients.tables.send(new ScanCommand({ TableName: output('LedgerTable') }));
  return Items.filter(({ pk }) => pk?.S?.startsWith('name#')).length;
}

/** An access entry of EKS ends with the role that it names, even if one of the same name comes. */
async function roleIds({ clients }: Stage): Promise<readonly string[]> {
  const { Roles = [] } = await clients.iam.send(new ListRolesCommand({}));
  const own = Roles.filter(({ RoleName }) => RoleName?.startsWith('signpost-us-east-1-'));
  return own.map(({ RoleName, RoleId }) => `${RoleName} ${RoleId}`).toSorted();
}

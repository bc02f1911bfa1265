import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { NEW_ACCOUNT, roleArn } from '../sandbox/settings.ts';
import { makeZoneRole } from '../sandbox/zone-role.ts';
import type { Drill } from './drill.ts';
import { outcomesOf } from './operate.ts';
import { openRunbook } from './runbook.ts';
import { makeClients } from './stage.ts';
import { recordSets, settledWorld } from './world.ts';

const OLD = 'ZEXAMPLEORG';

export const zoneMoved: Drill = {
  heading: 'A zone moved to another account',
  play: async (stage) => {
    const world = await settledWorld(stage, 'moved', { zone: OLD, domain: 'example.org' });
    const there = makeClients(stage.endpoint, NEW_ACCOUNT.account);
    try {
      const { HostedZone } = await there.route53.send(
        new CreateHostedZoneCommand({ Name: 'example.org', CallerReference: 'moved' }),
      );
      const id = HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
      await makeZoneRole(
        stage.endpoint,
        { ...NEW_ACCOUNT, id, name: 'example.org' },
        { syncRoleArn: roleArn('sync'), sweepRoleArn: roleArn('sweep') },
        'sync',
      );
      stage.edited.movedZone = id;
      const runbook = openRunbook(stage, zoneMoved.heading, { 'shop.example.com': world.nameOf('shop') });

      await runbook.next();
      const ours = world.truth().filter((line) => !line.startsWith(world.nameOf('legacy')));
      const inNewZone = async () => (await recordSets({ clients: there }, id)).length;
      await stage.until(
        `${ours.length} record sets in the new zone`,
        inNewZone,
        (count) => count === ours.length,
      );
      stage.tell(
        `zone ${id} of account ${NEW_ACCOUNT.account} has what ours has; that of before is as it was`,
      );
      await world.untilRight('the old zone');
      await world.retag('shop', 'store');
      const follows = async () => (await recordSets({ clients: there }, id)).map(({ Name }) => Name);
      await stage.until('changes to follow there', follows, (names) =>
        names.includes(`${world.nameOf('store')}.`),
      );
      await runbook.next();
      stage.tell(
        `shop: ${(await outcomesOf(stage, world.nameOf('shop'))).join('; ') || 'nobody asks for it'}`,
      );
      runbook.close();
    } finally {
      for (const client of Object.values(there)) client.destroy();
    }
  },
};

import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Drill } from './drill.ts';
import { openRunbook } from './runbook.ts';
import { settledWorld } from './world.ts';

const DENY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'route53:*', Resource: '*' }],
};

export const roleRevoked: Drill = {
  heading: 'A role was revoked',
  play: async (stage) => {
    const world = await settledWorld(stage, 'role');
    const runbook = openRunbook(stage, roleRevoked.heading);
    const RoleName = 'signpost-us-east-1-sync';
    const policy = { PolicyName: 'revoked', PolicyDocument: JSON.stringify(DENY) };
    await stage.clients.iam.send(new PutRolePolicyCommand({ RoleName, ...policy }));
    stage.tell('somebody denies route53:* to the role of sync');
    const before = (await stage.route53Calls()).length;
    await world.delete('blog');
    await world.retag('shop', 'store');
    await world.create('application', 'news');
    const isDenied = async () =>
      (await stage.route53Calls()).slice(before).some(({ status }) => status === 403);
    await stage.until('a call that is denied', isDenied, Boolean);

    await runbook.next();
    await runbook.next();
    await world.untilRight('with the role as it was');
    runbook.close();
    await world.clear();
  },
};

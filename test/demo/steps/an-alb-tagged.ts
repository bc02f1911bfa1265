import { loadBalancerRow, nameRow } from '../decisions.ts';
import { addTags, createAlb, hostnames } from '../load-balancers.ts';
import { aliasesTo, recordsAt, sayAll, untilRecords } from '../records.ts';
import { deployedRules } from '../rules.ts';
import type { Step } from '../step.ts';
import { seconds } from '../table.ts';
import { NotAsTold, until } from '../until.ts';

const NAME = 'demo-web';
const HOST = 'web.example.com';

export const anAlbTagged: Step = {
  title: 'An application load balancer gets a tag, and Route 53 follows',
  about: [NAME, HOST],
  play: async (stage) => {
    const zone = stage.zone('example.com');
    const alb = await createAlb(stage, NAME);
    stage.tell(`CreateLoadBalancer ${NAME}, without a tag`);
    // Only the event of the call can have told sync of it: no tag changed.
    await until(
      stage,
      `a ledger row of ${NAME}: sync has looked at it`,
      () => loadBalancerRow(stage, alb),
      (row) => row !== undefined,
    );
    const standing = [
      ...(await recordsAt(stage, zone, HOST)),
      (await nameRow(stage, zone, HOST))?.standing ?? [],
    ];
    if (standing.flat().length > 0) throw new NotAsTold(`nothing of ${HOST} yet`, JSON.stringify(standing));
    stage.tell('sync has looked at it: it asks for no name, nothing is written');

    const from = Date.now();
    await addTags(stage, alb, hostnames(HOST));
    stage.tell(`AddTags ${NAME}: signpost/hostname = ${HOST}`);
    const took = await untilRecords(stage, zone, HOST, aliasesTo(alb), from);
    stage.tell(`${HOST}: ${sayAll(aliasesTo(alb))}, ${seconds(took)} after the call`);
    stage.rows.push({
      hostname: HOST,
      zone: zone.name,
      target: `A ${alb.dnsName}`,
      took,
      calls: await stage.lap(),
    });

    const rules = await deployedRules(stage);
    const off = rules.filter(({ enabled }) => !enabled);
    if (off.length > 0)
      throw new NotAsTold(
        'every rule that feeds the queue to be enabled (the record came by the other one)',
        off.map(({ name }) => `${name} is disabled`).join(', '),
      );
    stage.tell(`events come by the deployed rules ${rules.map(({ name }) => name).join(' and ')}`);
  },
};

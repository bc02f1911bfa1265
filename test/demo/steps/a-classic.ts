import { createClassic, hostnames } from '../load-balancers.ts';
import { aliasesTo, untilRecords } from '../records.ts';
import type { Step } from '../step.ts';
import { seconds } from '../table.ts';

const NAME = 'demo-shop';
const HOST = 'shop.example.org';

export const aClassic: Step = {
  title: 'A classic load balancer, which has a name and no ARN',
  about: [NAME, HOST],
  play: async (stage) => {
    const zone = stage.zone('example.org');
    const from = Date.now();
    const elb = await createClassic(stage, NAME, hostnames(HOST));
    stage.tell(`CreateLoadBalancer ${NAME}, classic: signpost/hostname = ${HOST}`);
    const took = await untilRecords(stage, zone, HOST, aliasesTo(elb), from);
    stage.tell(`${HOST}: A to ${elb.dnsName}, ${seconds(took)} after the call`);
    stage.rows.push({
      hostname: HOST,
      zone: zone.name,
      target: `A ${elb.dnsName}`,
      took,
      calls: await stage.lap(),
    });
  },
};

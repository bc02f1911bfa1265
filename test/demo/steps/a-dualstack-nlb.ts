import { createNlb, hostnames } from '../load-balancers.ts';
import { aliasesTo, untilRecords } from '../records.ts';
import type { Step } from '../step.ts';
import { seconds } from '../table.ts';

const NAME = 'demo-api';
const HOST = 'api.sub.example.com';

export const aDualstackNlb: Step = {
  title: 'A dualstack network load balancer is created with its tag: A and AAAA, in the longest zone',
  about: [NAME, HOST],
  play: async (stage) => {
    const zone = stage.zone('sub.example.com');
    const from = Date.now();
    const nlb = await createNlb(stage, NAME, hostnames(HOST), 'dualstack');
    stage.tell(`CreateLoadBalancer ${NAME}, network, dualstack: signpost/hostname = ${HOST}`);
    const took = await untilRecords(stage, zone, HOST, aliasesTo(nlb, ['A', 'AAAA']), from);
    stage.tell(
      `${HOST}: A and AAAA to ${nlb.dnsName}, in zone ${zone.name}, ${seconds(took)} after the call`,
    );
    const target = `A, AAAA ${nlb.dnsName}`;
    stage.rows.push({ hostname: HOST, zone: zone.name, target, took, calls: await stage.lap() });
  },
};

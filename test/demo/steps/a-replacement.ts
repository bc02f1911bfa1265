import { createAlb, deleteLoadBalancer, hostnames } from '../load-balancers.ts';
import { aliasesTo, untilRecords, untilReplaced } from '../records.ts';
import { untilSettled } from '../settled.ts';
import type { Step } from '../step.ts';
import { seconds } from '../table.ts';

const NAME = 'demo-app';
const HOST = 'app.example.com';

export const aReplacement: Step = {
  title: 'A load balancer is replaced by a new one of the same name: the record is never missing',
  about: [NAME, HOST],
  play: async (stage) => {
    const zone = stage.zone('example.com');
    const created = Date.now();
    const old = await createAlb(stage, NAME, hostnames(HOST));
    stage.tell(`CreateLoadBalancer ${NAME}: signpost/hostname = ${HOST}`);
    const first = await untilRecords(stage, zone, HOST, aliasesTo(old), created);
    stage.tell(`${HOST}: A to ${old.dnsName}, ${seconds(first)} after the call`);
    stage.rows.push({
      hostname: HOST,
      zone: zone.name,
      target: `A ${old.dnsName}`,
      took: first,
      calls: await stage.lap(),
    });

    const from = Date.now();
    await deleteLoadBalancer(stage, old);
    stage.tell(`DeleteLoadBalancer ${NAME}`);
    const fresh = await createAlb(stage, NAME, hostnames(HOST));
    stage.tell(`CreateLoadBalancer ${NAME} again: another ARN, another DNS name`);
    const change = { old: aliasesTo(old), wanted: aliasesTo(fresh) };
    const { took, looks } = await untilReplaced(stage, zone, HOST, change, from);
    stage.tell(
      `${HOST}: A to ${fresh.dnsName}, ${seconds(took)} after the call; at ${looks} looks never missing`,
    );
    await untilSettled(stage, HOST, from, 1);
    stage.tell("  sync's log: one batch to Route 53, the old value deleted and the new one created in it");
    stage.rows.push({
      hostname: HOST,
      zone: zone.name,
      target: `A ${fresh.dnsName}`,
      took,
      calls: await stage.lap(),
    });
  },
};

import { loadBalancerRow, mustSay, untilDecided } from '../decisions.ts';
import { createNlb, hostnames } from '../load-balancers.ts';
import { CONTROLLER_TAGS, writeIstio } from '../manifests.ts';
import { aliasesTo, recordsAt, sayAll, untilRecords } from '../records.ts';
import type { Step } from '../step.ts';
import { readSyncLog } from '../sync-log.ts';
import { seconds } from '../table.ts';
import { NotAsTold } from '../until.ts';

const NAME = 'k8s-istioing-gateway-demo';
const SERVED = 'store.example.com';
const UNSERVED = 'admin.example.com';

export const anIstioNlb: Step = {
  title: 'A load balancer of an Istio ingress asks for two names; its Gateway serves one',
  about: [NAME, SERVED, UNSERVED],
  play: async (stage) => {
    const zone = stage.zone('example.com');
    await writeIstio(stage, { host: SERVED });
    stage.tell(`cluster demo: Service istio-ingress/gateway, Gateway store/public with host ./${SERVED}`);
    const from = Date.now();
    const nlb = await createNlb(stage, NAME, { ...CONTROLLER_TAGS, ...hostnames(SERVED, UNSERVED) });
    stage.tell(
      `CreateLoadBalancer ${NAME}, with the controller's tags: signpost/hostname = ${SERVED} ${UNSERVED}`,
    );
    await writeIstio(stage, { host: SERVED, dnsName: nlb.dnsName });
    stage.tell("the controller writes its DNS name into the Service's status");

    const took = await untilRecords(stage, zone, SERVED, aliasesTo(nlb), from);
    const { reason } = await untilDecided(stage, SERVED, nlb, 'published', from);
    for (const line of (await readSyncLog(stage, from)).decisions)
      if (line.hostname === SERVED && line.outcome !== 'published')
        stage.tell(`  sync's log, before that: ${line.outcome}, ${line.reason}`);
    stage.tell(
      `${SERVED}: A to ${nlb.dnsName}, ${seconds(took)} after the call, a survey of the cluster included`,
    );
    stage.tell(`  sync's log: ${mustSay('the log', reason, [`covered by ${SERVED}`, 'cluster demo'])}`);
    stage.rows.push({
      hostname: SERVED,
      zone: zone.name,
      target: `A ${nlb.dnsName}`,
      took,
      calls: await stage.lap(),
    });

    const decided = await untilDecided(stage, UNSERVED, nlb, 'refused', from);
    const words = ['Gateway/store/public', 'cluster demo', `covers ${UNSERVED}`];
    const said = mustSay("sync's log", decided.reason, words);
    mustSay('the ledger', (await loadBalancerRow(stage, nlb))?.refused[UNSERVED], [said]);
    const found = await recordsAt(stage, zone, UNSERVED);
    if (found.length > 0) throw new NotAsTold(`no record of ${UNSERVED}`, sayAll(found));
    stage.tell(`${UNSERVED}: refused, no record`);
    stage.tell(`  sync's log and the ledger: ${said}`);
    const target = 'none: refused, no Gateway covers it';
    stage.rows.push({ hostname: UNSERVED, zone: zone.name, target, calls: await stage.lap() });
  },
};

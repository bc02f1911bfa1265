import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { claimOf, mustSay, untilDecided } from '../decisions.ts';
import { addTags, createAlb, hostnames, type LoadBalancer } from '../load-balancers.ts';
import { aliasesTo, changeForeign, recordsAt, sayAll } from '../records.ts';
import type { Stage } from '../stage.ts';
import type { Step } from '../step.ts';
import { NotAsTold } from '../until.ts';

const PLAIN = 'legacy.example.com';
const IDENTICAL = 'manual.example.com';
const ADDRESS = '192.0.2.10';

export const aForeignRecord: Step = {
  title: "Names where somebody else's record stands: it is left alone, an identical one too",
  about: ['demo-legacy', 'demo-manual', PLAIN, IDENTICAL],
  play: async (stage) => {
    const legacy = await createAlb(stage, 'demo-legacy');
    await writeByHand(stage, { Name: PLAIN, Type: 'A', TTL: 300, ResourceRecords: [{ Value: ADDRESS }] });
    stage.tell(`somebody else writes ${PLAIN}: A ${ADDRESS}`);
    await refusedBecauseOf(stage, legacy, PLAIN, [`A ${ADDRESS}`], [ADDRESS]);

    const manual = await createAlb(stage, 'demo-manual');
    await writeByHand(stage, {
      Name: IDENTICAL,
      Type: 'A',
      AliasTarget: {
        DNSName: manual.dnsName,
        HostedZoneId: manual.hostedZoneId,
        EvaluateTargetHealth: true,
      },
    });
    stage.tell(`somebody else writes ${IDENTICAL}: A to ${manual.dnsName}, just what Signpost would write`);
    await refusedBecauseOf(stage, manual, IDENTICAL, aliasesTo(manual), [manual.dnsName.toLowerCase()]);
  },
};

async function writeByHand(stage: Stage, set: ResourceRecordSet): Promise<void> {
  await changeForeign(stage, stage.zone('example.com'), 'CREATE', set);
  stage.leftovers.push(() => changeForeign(stage, stage.zone('example.com'), 'DELETE', set));
}

async function refusedBecauseOf(
  stage: Stage,
  loadBalancer: LoadBalancer,
  host: string,
  foreign: readonly string[],
  words: readonly string[],
): Promise<void> {
  const zone = stage.zone('example.com');
  const from = Date.now();
  await addTags(stage, loadBalancer, hostnames(host));
  stage.tell(`AddTags ${loadBalancer.name}: signpost/hostname = ${host}`);
  const { reason } = await untilDecided(stage, host, loadBalancer, 'refused', from);
  mustSay("sync's log", reason, ['published by another', ...words]);
  const claim = await claimOf(stage, zone, host, loadBalancer);
  mustSay('the ledger', claim?.reason, [reason]);
  const found = await recordsAt(stage, zone, host);
  if (sayAll(found) !== sayAll(foreign)) throw new NotAsTold(`${host} as ${sayAll(foreign)}`, sayAll(found));
  stage.tell(`${host}: refused, the record stands as it was`);
  stage.tell(`  sync's log and the ledger: ${reason}`);
  const target = `left alone: ${sayAll(foreign).replace(/ \(.*\)$/, '')}`;
  stage.rows.push({ hostname: host, zone: zone.name, target, calls: await stage.lap() });
}

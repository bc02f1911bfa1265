import { claimOf, mustSay, untilDecided } from '../decisions.ts';
import { createAlb, createNlb, deleteLoadBalancer, hostnames } from '../load-balancers.ts';
import { aliasesTo, recordsAt, sayAll, untilRecords, untilReplaced } from '../records.ts';
import { untilSettled } from '../settled.ts';
import type { Step } from '../step.ts';
import { seconds } from '../table.ts';
import { NotAsTold } from '../until.ts';

const FIRST = 'demo-pay-1';
const SECOND = 'demo-pay-2';
const HOST = 'pay.example.com';

export const aContest: Step = {
  title: 'Two load balancers want one name: the second waits, is told so, and follows without a gap',
  about: [FIRST, SECOND, HOST],
  play: async (stage) => {
    const zone = stage.zone('example.com');
    const created = Date.now();
    const holder = await createAlb(stage, FIRST, hostnames(HOST));
    stage.tell(`CreateLoadBalancer ${FIRST}: signpost/hostname = ${HOST}`);
    const first = await untilRecords(stage, zone, HOST, aliasesTo(holder), created);
    stage.tell(`${HOST}: A to ${holder.dnsName}, ${seconds(first)} after the call`);
    const row = { hostname: HOST, zone: zone.name };
    stage.rows.push({ ...row, target: `A ${holder.dnsName}`, took: first, calls: await stage.lap() });

    const contested = Date.now();
    const other = await createNlb(stage, SECOND, hostnames(HOST));
    stage.tell(`CreateLoadBalancer ${SECOND}: signpost/hostname = ${HOST} as well`);
    const { reason } = await untilDecided(stage, HOST, other, 'waiting', contested);
    mustSay("sync's log", reason, ['held by', holder.id]);
    const claim = await claimOf(stage, zone, HOST, other);
    if (claim?.outcome !== 'waiting')
      throw new NotAsTold('a waiting claim in the ledger', JSON.stringify(claim));
    const still = await recordsAt(stage, zone, HOST);
    if (sayAll(still) !== sayAll(aliasesTo(holder))) throw new NotAsTold(`${HOST} as it was`, sayAll(still));
    stage.tell(
      `${SECOND} waits; sync's log and the ledger: ${mustSay('the ledger', claim.reason, [reason])}`,
    );
    stage.rows.push({ ...row, target: `as it was; ${SECOND} waits`, calls: await stage.lap() });

    const from = Date.now();
    await deleteLoadBalancer(stage, holder);
    stage.tell(`DeleteLoadBalancer ${FIRST}`);
    const change = { old: aliasesTo(holder), wanted: aliasesTo(other) };
    const { took, looks } = await untilReplaced(stage, zone, HOST, change, from);
    await untilSettled(stage, HOST, from, 1);
    stage.tell(
      `${HOST}: A to ${other.dnsName}, ${seconds(took)} after the call; at ${looks} looks never missing, one batch`,
    );
    stage.rows.push({ ...row, target: `A ${other.dnsName}`, took, calls: await stage.lap() });
  },
};

import { untilDecided } from '../decisions.ts';
import { addTags, createAlb, hostnames } from '../load-balancers.ts';
import { aliasesTo, untilRecords } from '../records.ts';
import { untilSettled } from '../settled.ts';
import type { Step } from '../step.ts';
import type { BatchLine } from '../sync-log.ts';
import { seconds } from '../table.ts';
import { NotAsTold } from '../until.ts';

const NAME = 'demo-blog';
const OLD = 'blog.example.com';
/** The sandbox's setting, in milliseconds. */
const WITHDRAW_AFTER = 1_000;
const NEW = 'news.example.com';

export const aReTag: Step = {
  title: 'A tag changes: the new name comes at once, the old one goes when a second look agrees',
  about: [NAME, OLD, NEW],
  play: async (stage) => {
    const zone = stage.zone('example.com');
    const created = Date.now();
    const alb = await createAlb(stage, NAME, hostnames(OLD));
    stage.tell(`CreateLoadBalancer ${NAME}: signpost/hostname = ${OLD}`);
    const target = `A ${alb.dnsName}`;
    const first = await untilRecords(stage, zone, OLD, aliasesTo(alb), created);
    stage.tell(`${OLD}: A to ${alb.dnsName}, ${seconds(first)} after the call`);
    stage.rows.push({ hostname: OLD, zone: zone.name, target, took: first, calls: await stage.lap() });

    const from = Date.now();
    await addTags(stage, alb, hostnames(NEW));
    stage.tell(`AddTags ${NAME}: signpost/hostname = ${NEW}`);
    const came = await untilRecords(stage, zone, NEW, aliasesTo(alb), from);
    stage.tell(`${NEW}: A to ${alb.dnsName}, ${seconds(came)} after the call`);
    stage.rows.push({ hostname: NEW, zone: zone.name, target, took: came, calls: await stage.lap() });

    const { reason } = await untilDecided(stage, OLD, alb, 'leaving', from);
    stage.tell(`${OLD}: leaving; sync's log: ${reason}`);
    const went = await untilRecords(stage, zone, OLD, [], from);
    const stood = between(await untilSettled(stage, NEW, from, 1), await untilSettled(stage, OLD, from, 1));
    if (stood < WITHDRAW_AFTER)
      throw new NotAsTold(`${OLD} to stand for ${seconds(WITHDRAW_AFTER)} beside ${NEW}`, seconds(stood));
    stage.tell(`${OLD}: gone, ${seconds(went)} after the call, ${seconds(stood)} after ${NEW} came`);
    stage.rows.push({ hostname: OLD, zone: zone.name, target: 'gone', took: went, calls: await stage.lap() });
  },
};

/** Milliseconds from one batch to the other, by sync's log. */
function between([first]: readonly BatchLine[], [second]: readonly BatchLine[]): number {
  return Date.parse(second?.timestamp ?? '') - Date.parse(first?.timestamp ?? '');
}

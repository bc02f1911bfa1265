import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import type { DecisionLine } from '../../../functions/sync/ports.ts';
import type { Cause } from '../../../shared/events/hint.ts';
import type { NameRow } from '../../../shared/ledger/rows.ts';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { play } from '../../stage/play.ts';
import { routedStories } from '../../stage/routed-stories.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { stories } from '../../stage/stories.ts';
import { surveyed } from '../../stage/surveyed.ts';
import { sweep } from '../../stage/sweep.ts';

const OPERATOR = 'arn:aws:sts::000000000000:assumed-role/operator/operator';

/** The cause that the event which was queued last gives. */
const lastCause = (stage: Stage): Cause => stage.queue.at(-1)!.hint.cause;
const told = ({ transitions }: Pick<NameRow, 'transitions'>) =>
  transitions.map(({ lb, outcome, cause }) => [lb, outcome, cause]);
const comments = (stage: Stage) =>
  stage.comments.map((comment) => comment.replace(/^signpost stage request: /, ''));

describe('the row remembers what became of its claims, and who did it', () => {
  it('through a handover: what began it all comes along with the hint to the other', async () => {
    const stage = createStage();
    const first = await createV2(stage, 'first', 'a.example.com');
    const created = lastCause(stage);
    await drain(stage);
    stage.clock.advance(1000);
    const second = await createV2(stage, 'second', 'a.example.com');
    const waits = lastCause(stage);
    await drain(stage);
    stage.clock.advance(1000);
    await deleteV2(stage, first);
    const deleted = lastCause(stage);
    await drain(stage);
    for (const { principal } of [created, waits, deleted]) expect(principal).toBe(OPERATOR);
    const followed = { ...deleted, via: 'follow' };
    expect(told(nameRow(stage, 'a.example.com')!)).toEqual([
      [second.arn, 'published', followed],
      [first.arn, 'left', followed],
      [first.arn, 'leaving', deleted],
      [second.arn, 'waiting', deleted],
      [first.arn, 'published', waits],
      [second.arn, 'waiting', waits],
      [first.arn, 'published', created],
    ]);
    expect(comments(stage)).toEqual([
      `CreateLoadBalancer ${created.eventId}`,
      `DeleteLoadBalancer ${deleted.eventId}`,
    ]);
  });

  it('through a survey: the hint that closes it carries on who made the load balancer', async () => {
    const stage = createStage();
    stage.surveyOf = (cluster, startedAt) =>
      surveyed({
        cluster,
        startedAt,
        services: [
          {
            metadata: { namespace: 'ns', name: 'web' },
            spec: { type: 'LoadBalancer', selector: { app: 'web' } },
            status: { loadBalancer: { ingress: [{ hostname: dnsName }] } },
          },
        ],
        istioGateways: [],
      });
    const tags = {
      'elbv2.k8s.aws/cluster': 'demo',
      'service.k8s.aws/stack': 'ns/web',
      'service.k8s.aws/resource': 'LoadBalancer',
    };
    const { arn, dnsName } = await createV2(stage, 'web', 'a.example.com', { tags });
    const created = lastCause(stage);
    await drain(stage);
    const [published, unbound] = nameRow(stage, 'a.example.com')!.transitions;
    expect(unbound).toMatchObject({ lb: arn, outcome: 'not bound yet', cause: created });
    expect(published).toMatchObject({ lb: arn, outcome: 'published', cause: { ...created, via: 'survey' } });
    expect(comments(stage)).toEqual([`CreateLoadBalancer ${created.eventId}`]);
  });

  it('through a tag that comes and goes: withdrawn by the second look at what the first call took away', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    await drain(stage);
    await untagV2(stage, web);
    const untagged = lastCause(stage);
    await drain(stage);
    expect(untagged).toMatchObject({ event: 'RemoveTags', principal: OPERATOR });
    expect(told(nameRow(stage, 'a.example.com')!).slice(0, 2)).toEqual([
      [web.arn, 'left', { ...untagged, via: 'look again' }],
      [web.arn, 'leaving', untagged],
    ]);
  });

  it('what a sweep found out is of the sweep', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    stage.queue.splice(0);
    await sweep(stage);
    const cause = lastCause(stage);
    await drain(stage);
    expect(cause.event).toBe('sweep');
    expect(told(nameRow(stage, 'a.example.com')!)).toEqual([[web.arn, 'published', cause]]);
  });

  it('who called is told though a sweep and the tag service speak of the same load balancer', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    const call = lastCause(stage);
    const { LoadBalancers } = await stage.elb.v2.send(new DescribeLoadBalancersCommand({}));
    const id = LoadBalancers![0]!.LoadBalancerArn as DecisionLine['loadBalancer'];
    const at = new Date(stage.clock.now()).toISOString();
    stage.put({ kind: 'load-balancer', id, cause: { event: 'Tag Change on Resource', eventId: 'tag', at } });
    await sweep(stage);
    await drain(stage);
    expect(told(nameRow(stage, 'a.example.com')!)).toEqual([[web.arn, 'published', call]]);
  });

  it('each of two claims in one batch is of its own event', async () => {
    const stage = createStage();
    const first = await createV2(stage, 'first', 'a.example.com');
    const earlier = lastCause(stage);
    stage.clock.advance(1000);
    const second = await createV2(stage, 'second', 'a.example.com');
    const later = lastCause(stage);
    await drain(stage);
    expect(told(nameRow(stage, 'a.example.com')!)).toEqual([
      [first.arn, 'published', earlier],
      [second.arn, 'waiting', later],
    ]);
  });

  it('what is found at one that was looked at because of another is of what led to the other', async () => {
    const stage = createStage();
    const shared = (set: string, region: string) =>
      createV2(stage, set, 'a.example.com', {
        tags: { 'signpost/region': region, 'signpost/set-identifier': set },
      });
    const [blue, green] = [await shared('blue', 'us-east-1'), await shared('green', 'eu-west-1')];
    await drain(stage);
    await tagV2(stage, blue, { 'signpost/weight': '1' });
    await untagV2(stage, blue, 'signpost/region');
    await drain(stage);
    await tagV2(stage, blue, { 'signpost/hostname': 'a.example.com b.example.com' });
    stage.queue.splice(0);
    stage.clock.advance(1000);
    await tagV2(stage, green, { 'signpost/weight': '2' });
    await untagV2(stage, green, 'signpost/region');
    const { eventId } = lastCause(stage);
    await invoke(stage, instrument(stage.ports));
    for (const host of ['a.example.com', 'b.example.com'])
      expect(nameRow(stage, host)!.transitions[0]).toMatchObject({ lb: blue.arn, cause: { eventId } });
  });

  it('ten of them', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com', {
      tags: { 'signpost/weight': '1', 'signpost/set-identifier': 'blue' },
    });
    await drain(stage);
    for (let weight = 2; weight <= 12; weight += 1) {
      await tagV2(stage, web, { 'signpost/weight': `${weight}` });
      await drain(stage);
    }
    const { transitions } = nameRow(stage, 'a.example.com')!;
    const weights = transitions.map(({ records }) => /weight (\d+)/.exec(records[0]!)![1]);
    expect(weights).toEqual(['12', '11', '10', '9', '8', '7', '6', '5', '4', '3']);
  });
});

describe('a batch', () => {
  it('of what several events ask for says how many more there are', async () => {
    const stage = createStage();
    await createV2(stage, 'one', 'a.example.com');
    const { eventId } = lastCause(stage);
    await createV2(stage, 'two', 'b.example.com');
    await createV2(stage, 'three', 'c.example.com');
    await drain(stage);
    expect(comments(stage)).toEqual([`CreateLoadBalancer ${eventId} +2 more`]);
  });
});

/** A second run over the settled world adds nothing: `play` compares the rows. */
describe.each([...stories, ...routedStories])('$name', (story) => {
  it('rows remember what the log tells, and every hint says what began it all', async () => {
    const { stage } = await play(story);
    const byName = Map.groupBy(
      stage.decisions.filter(({ zoneId }) => zoneId !== undefined),
      ({ zoneId, hostname }) => `${zoneId} ${hostname}`,
    );
    for (const [name, lines] of byName) {
      const [zoneId, host = ''] = name.split(' ');
      const row = nameRow(stage, host, zoneId);
      if (row === undefined) continue;
      const logged = lines.map(({ loadBalancer: lb, outcome, records, cause }) => [
        lb,
        outcome,
        records,
        cause,
      ]);
      const remembered = row.transitions.map(({ lb, outcome, records, cause }) => [
        lb,
        outcome,
        records,
        cause,
      ]);
      expect(logged, name).toEqual(expect.arrayContaining(remembered));
      expect(remembered.length, name).toBe(Math.min(10, logged.length));
    }
    for (const { cause, eventId } of stage.decisions) {
      expect(cause.eventId).toBe(eventId);
      expect(cause.event).not.toBe('unknown');
    }
  });
});

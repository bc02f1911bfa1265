import { describe, expect, it } from 'vitest';
import { aliasA, createV2, deleteV2, foreign, tagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';

it('one line per change of a decision, traced to the event that began it', async () => {
  const stage = createStage();
  const cause = () => stage.queue.at(-1)!.hint.cause;
  const eventId = () => cause().eventId;
  const first = await createV2(stage, 'first', 'a.example.com a..b c.example.net');
  const created = eventId();
  const began = cause();
  await drain(stage);
  expect(stage.decisions.splice(0)).toEqual([
    {
      hostname: 'a.example.com',
      zoneId: 'ZPUBLIC',
      loadBalancer: first.arn,
      outcome: 'published',
      reason: 'not checked: its tags name no cluster',
      records: [`A alias to ${first.dnsName}`],
      eventId: created,
      cause: began,
    },
    expect.objectContaining({
      hostname: 'a..b',
      loadBalancer: first.arn,
      outcome: 'refused',
      eventId: created,
      cause: began,
    }),
    expect.objectContaining({ hostname: 'c.example.net', outcome: 'refused', eventId: created }),
  ]);
  stage.clock.advance(1000);
  const second = await createV2(stage, 'second', 'a.example.com');
  await drain(stage);
  expect(stage.decisions.splice(0)).toEqual([
    expect.objectContaining({
      loadBalancer: first.arn,
      outcome: 'published',
      reason: `not checked: its tags name no cluster; ${second.arn} waits for it`,
    }),
    expect.objectContaining({
      loadBalancer: second.arn,
      outcome: 'waiting',
      reason: `held by ${first.arn}; follows when that one goes or no longer asks for it`,
    }),
  ]);
  await deleteV2(stage, first);
  const deleted = eventId();
  const gone = cause();
  await drain(stage);
  expect(stage.decisions.splice(0).map(({ reason: _, ...line }) => line)).toEqual([
    expect.objectContaining({ loadBalancer: first.arn, outcome: 'leaving', eventId: deleted }),
    expect.objectContaining({ loadBalancer: second.arn, outcome: 'waiting', eventId: deleted }),
    expect.objectContaining({
      loadBalancer: second.arn,
      outcome: 'published',
      eventId: deleted,
      cause: { ...gone, via: 'follow' },
    }),
    expect.objectContaining({ loadBalancer: first.arn, outcome: 'left', eventId: deleted }),
  ]);
  await tagV2(stage, second, { 'signpost/hostname': 'b.example.com' });
  await drain(stage);
  const left = stage.decisions.find(({ outcome }) => outcome === 'left');
  expect(left?.reason).toBe('withdrawn: the load balancer is gone or no longer asks for it');
});

it('a line per change of what stands, as of a weight', async () => {
  const stage = createStage();
  const tags = { 'signpost/weight': '100', 'signpost/set-identifier': 'blue' };
  const web = await createV2(stage, 'web', 'a.example.com', { tags });
  await drain(stage);
  stage.decisions.splice(0);
  await tagV2(stage, web, { 'signpost/weight': '50' });
  await drain(stage);
  expect(stage.decisions).toEqual([
    expect.objectContaining({
      outcome: 'published',
      records: [`A alias to ${web.dnsName} (set blue, weight 50)`],
    }),
  ]);
});

describe('the words are true', () => {
  const IN_DEMO = {
    'elbv2.k8s.aws/cluster': 'demo',
    'service.k8s.aws/stack': 'ns/web',
    'service.k8s.aws/resource': 'LoadBalancer',
  };

  it('of a holder that is gone while another waits, and while another is not bound yet', async () => {
    for (const [tags, told] of [
      [{}, 'its record stays until'],
      [IN_DEMO, 'its record stays while another that asks for the name is not bound yet'],
    ] as const) {
      const stage = createStage();
      const first = await createV2(stage, 'first', 'a.example.com');
      await drain(stage);
      stage.clock.advance(1000);
      await createV2(stage, 'second', 'a.example.com', { tags });
      await invoke(stage, instrument(stage.ports));
      await deleteV2(stage, first);
      await invoke(stage, instrument(stage.ports));
      const leaving = stage.decisions.filter(({ outcome }) => outcome === 'leaving');
      expect(leaving.map(({ reason }) => reason)).toEqual([expect.stringContaining(told)]);
    }
  });

  it('of one that waits behind a plan: nobody holds the name', async () => {
    const stage = createStage({ policy: 'plan' });
    const first = await createV2(stage, 'first', 'a.example.com');
    stage.clock.advance(1000);
    await createV2(stage, 'second', 'a.example.com');
    await drain(stage);
    const waiting = stage.decisions.find(({ outcome }) => outcome === 'waiting');
    expect(waiting?.reason).toBe(
      `${first.arn} comes first; follows when that one goes or no longer asks for it`,
    );
  });

  it('of a claim that the settings refuse now: it is still asked for', async () => {
    const stage = createStage();
    await createV2(stage, 'mesh', 'a.example.com', { tags: IN_DEMO });
    await drain(stage);
    stage.settings.clusters = [];
    await sweep(stage);
    await drain(stage);
    const left = stage.decisions.find(({ outcome }) => outcome === 'left');
    expect(left?.reason).toMatch(/^refused: cluster demo/);
  });

  it('of a record that somebody else deleted before: it was not we who withdrew it', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    await drain(stage);
    await foreign(stage, 'DELETE', aliasA('a.example.com', web));
    await deleteV2(stage, web);
    await drain(stage);
    const left = stage.decisions.find(({ outcome }) => outcome === 'left');
    expect(left?.reason).toBe(
      'nothing of it stands any more: the load balancer is gone or no longer asks for it',
    );
  });
});

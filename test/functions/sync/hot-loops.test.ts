import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { sync } from '../../../functions/sync/sync.ts';
import type { Hint } from '../../../shared/events/hint.ts';
import { pauseOf } from '../../../shared/events/write-back.ts';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import { createV2, deleteV2, tagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { surveyed } from '../../stage/surveyed.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const RECEIVES = 8;

/**
 * Works off the queue for so long, by the stage's clock, with the pauses of messages that failed, and counts
 * invocations, of so many messages at once: hints that beget hints must thin out, whatever else goes wrong.
 */
async function invocationsIn(
  stage: Stage,
  minutes: number,
  ports: Ports,
  atOnce = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { clock, queue } = stage;
  const end = clock.now() + minutes * 60_000;
  const receives = new Map<Hint, number>();
  for (let count = 0; ; count += 1) {
    const next = Math.min(...queue.map(({ readyAt }) => readyAt));
    if (next > end) return count;
    clock.advance(Math.max(0, next - clock.now()));
    const batch = queue.filter(({ readyAt }) => readyAt <= clock.now()).slice(0, atOnce);
    queue.splice(0, queue.length, ...queue.filter((each) => !batch.includes(each)));
    for (const { hint: queued } of await sync(batch, ports, stage.run, stage.settings)) {
      const received = (receives.get(queued.hint) ?? 0) + 1;
      receives.set(queued.hint, received);
      if (received < RECEIVES)
        queue.push({ ...queued, readyAt: clock.now() + 1000 * pauseOf({ receives: received }, 1) });
    }
    // An invocation takes its time.
    clock.advance(1000);
  }
}

const denied = (ports: Ports, isDenied: (zoneId: string, hosts: readonly string[]) => boolean): Ports => ({
  ...ports,
  applyChanges: async (zone, batch, comment) =>
    isDenied(
      zone.id,
      batch.map(({ host }) => host),
    )
      ? { kind: 'denied', error: new Error('AccessDenied') }
      : ports.applyChanges(zone, batch, comment),
});

describe('hints come to rest', () => {
  it('where one zone is denied and Route 53 refuses a name of another', async () => {
    const stage = createStage();
    const ports = denied(stage.ports, (zoneId) => zoneId === 'ZSUB');
    const refusing: Ports = {
      ...ports,
      applyChanges: async (zone, batch, comment) =>
        batch.some(({ host }) => host === 'bad.example.com')
          ? { kind: 'refused', message: '[RRSet with DNS name bad.example.com. is not permitted]' }
          : ports.applyChanges(zone, batch, comment),
    };
    await createV2(stage, 'web', 'bad.example.com a.sub.example.com');
    expect(await invocationsIn(stage, 5, refusing)).toBeLessThan(20);
    const bad = stage.decisions.filter(({ hostname }) => hostname === 'bad.example.com').at(-1);
    expect(bad).toMatchObject({
      outcome: 'quarantined',
      reason: expect.stringContaining('Route 53 refuses it'),
    });
  });

  it('where two load balancers swap their names and nothing may be written', async () => {
    // What one look misses is free for the other at once: each calls the other because of the name it lacks.
    const stage = createStage({ withdrawAfter: { loadBalancer: 0, gateway: 0 } });
    const x = await createV2(stage, 'x', 'a.example.com');
    const y = await createV2(stage, 'y', 'b.example.com');
    await drain(stage);
    const both = { 'signpost/hostname': 'a.example.com b.example.com' };
    await tagV2(stage, x, both);
    await tagV2(stage, y, both);
    await drain(stage);
    await tagV2(stage, x, { 'signpost/hostname': 'b.example.com' });
    await tagV2(stage, y, { 'signpost/hostname': 'a.example.com' });
    const [first, ...rest] = stage.queue.splice(0);
    const ports = denied(stage.ports, () => true);
    if (first) stage.queue.push(first);
    await invoke(stage, instrument(ports));
    stage.queue.push(...rest);
    // One a second before hints counted their hops, for ever; now it ends.
    expect(await invocationsIn(stage, 60, ports)).toBeLessThan(400);
    expect(stage.queue).toEqual([]);
  });

  it('where the names of a load balancer leave one by one, each with a second look to come', async () => {
    const stage = createStage({ withdrawAfter: { loadBalancer: 600, gateway: 600 } });
    const hosts = Array.from({ length: 12 }, (_, index) => `n${index}.example.com`);
    const web = await createV2(stage, 'web', hosts.join(' '));
    await invocationsIn(stage, 1, stage.ports);
    let count = 0;
    for (let left = hosts.length - 1; left >= 0; left -= 1) {
      await tagV2(stage, web, { 'signpost/hostname': hosts.slice(0, left).join(' ') });
      count += await invocationsIn(stage, 0.5, stage.ports, 1);
    }
    let looks = 0;
    const counting: Ports = {
      ...stage.ports,
      writeHints: (hints) => {
        looks += hints.length;
        return stage.ports.writeHints(hints);
      },
    };
    count += await invocationsIn(stage, 60, counting, 1);
    expect(zoneContents(stage)).toEqual({});
    expect(stage.queue).toEqual([]);
    // One chain of looks for each event, not one for each pair of names and events.
    expect(count).toBeLessThan(50);
    expect(looks).toBeLessThan(20);
  });

  it('where a load balancer is not bound yet and many events tell of it', async () => {
    const stage = createStage();
    const tags = {
      'elbv2.k8s.aws/cluster': 'demo',
      'service.k8s.aws/stack': 'ns/web',
      'service.k8s.aws/resource': 'LoadBalancer',
    };
    const web = await createV2(stage, 'web', 'a.example.com', { tags });
    const survey = stage.surveyOf;
    // A survey that is always young enough: what counts is the looks.
    stage.surveys.set('demo', survey('demo', Number.MAX_SAFE_INTEGER));
    await invocationsIn(stage, 1, stage.ports);
    for (let event = 0; event < 10; event += 1) {
      const cause = { event: `event ${event}`, eventId: '', at: '' };
      stage.put({ kind: 'load-balancer', id: web.arn as `arn:${string}`, cause });
      await invocationsIn(stage, 0.5, stage.ports);
    }
    // Every four minutes for an hour, whatever the number of events before.
    expect(await invocationsIn(stage, 60, stage.ports)).toBeLessThan(25);
  });

  it.each(['cannot be read', 'does not show it'])(
    'where a load balancer is to take another’s place and its cluster %s',
    async (how) => {
      const stage = createStage();
      const tags = {
        'elbv2.k8s.aws/cluster': 'demo',
        'service.k8s.aws/stack': 'ns/web',
        'service.k8s.aws/resource': 'LoadBalancer',
      };
      const weighted = (setId: string) => ({ 'signpost/set-identifier': setId, 'signpost/weight': '1' });
      const other = await createV2(stage, 'other', 'a.example.com', { tags: weighted('blue') });
      await drain(stage);
      const web = await createV2(stage, 'web', 'a.example.com', { tags: { ...tags, ...weighted('green') } });
      stage.surveyOf = (cluster, startedAt) =>
        surveyed({
          cluster,
          startedAt,
          services: [
            {
              metadata: { namespace: 'ns', name: 'web' },
              spec: { type: 'LoadBalancer', selector: {} },
              status: { loadBalancer: { ingress: [{ hostname: web.dnsName }] } },
            },
          ],
          istioGateways: [],
        });
      await drain(stage);
      expect(Object.keys(zoneContents(stage))).toHaveLength(2);
      stage.surveyOf = (cluster, startedAt) =>
        how === 'cannot be read'
          ? incompleteSurvey(cluster, startedAt, 'the API server does not answer')
          : surveyed({ cluster, startedAt, services: [], istioGateways: [] });
      // The survey at hand is too old for what comes now.
      stage.clock.advance(10_000);
      await tagV2(stage, web, { 'signpost/set-identifier': 'blue' });
      await deleteV2(stage, other);
      // A survey asked for leads to a look, which must not ask for the next one.
      await drain(stage);
      expect(stage.queue).toEqual([]);
    },
  );
});

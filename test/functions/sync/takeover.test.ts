import { describe, expect, it } from 'vitest';
import {
  createClassic,
  createV2,
  deleteV2,
  putBehindClassic,
  putBehindV2,
  tagV2,
  untagV2,
} from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { gaps, zoneContents } from '../../stage/zone-contents.ts';
import { toldLines } from './leads/expect.ts';

const HOST = 'web.example.com';
const MINUTE = 60_000;
type Made = Awaited<ReturnType<typeof createV2>>;

const target = (stage: Stage) => zoneContents(stage)[`${HOST} A`];
/** Runs whatever is due within so much time, and then it is so much later. */
const pass = (stage: Stage, minutes: number) => drain(stage, instrument(stage.ports), minutes * MINUTE);
async function sweptLater(stage: Stage, minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 30) {
    await pass(stage, Math.min(30, left));
    await sweep(stage);
    // Its hints wait a minute for events that are only late.
    await pass(stage, 2);
  }
}
/** Milliseconds after `since` at which the record came to lead there. */
const flippedAfter = (stage: Stage, { dnsName }: Made, since: number): number => {
  const batch = stage.route53.changes.find(({ changes }) =>
    changes.some(
      ({ Action, ResourceRecordSet: set }) =>
        Action === 'CREATE' && set?.AliasTarget?.DNSName?.toLowerCase().startsWith(dnsName),
    ),
  );
  return (batch?.time ?? Number.NaN) - since;
};

const ofLine = (name: string) => ({
  'elbv2.k8s.aws/cluster': 'demo',
  'ingress.k8s.aws/stack': name,
  'ingress.k8s.aws/resource': 'LoadBalancer',
});

/** Lines are what these are about, not what the cluster says. */
const UNCHECKED = { clusters: [{ name: 'demo', match: 'off' as const }] };

describe('a living holder gives way only to one that is ready', () => {
  /** Each comes before the holder by its priority, cannot serve yet, and can once this is done to it. */
  const challengers = {
    'still being provisioned': {
      make: async (stage: Stage) => {
        const next = await createV2(stage, 'next', HOST, {
          tags: { 'signpost/priority': '5', 'sandbox/state': 'provisioning' },
        });
        await putBehindV2(stage, next);
        return next;
      },
      why: 'state is provisioning',
      ready: (stage: Stage, next: Made) => untagV2(stage, next, 'sandbox/state'),
    },
    'active, without a healthy target': {
      make: async (stage: Stage) => {
        const next = await createV2(stage, 'next', HOST, {
          tags: { 'signpost/priority': '5', 'sandbox/health': 'unhealthy' },
        });
        await putBehindV2(stage, next, 2);
        return next;
      },
      why: 'no target is healthy (2 unhealthy)',
      ready: (stage: Stage, next: Made) => untagV2(stage, next, 'sandbox/health'),
    },
    'classic, without an instance': {
      make: (stage: Stage) => createClassic(stage, 'next', HOST, { tags: { 'signpost/priority': '5' } }),
      why: 'no instance is registered',
      ready: (stage: Stage, next: Made) => putBehindClassic(stage, next),
    },
  };

  it.each(Object.entries(challengers))(
    '%s: the holder stays; it flips within one re-check after that',
    async (_, { make, why, ready }) => {
      const stage = createStage();
      const holder = await createV2(stage, 'holder', HOST);
      await pass(stage, 1);
      const next = await make(stage);
      const began = stage.clock.now();
      await pass(stage, 1);
      expect(target(stage)).toBe(holder.dnsName);
      expect(toldLines(stage)).toContainEqual(expect.stringContaining(`is not ready to take over: ${why}`));
      expect(toldLines(stage)).toContainEqual(expect.stringMatching(/ published: .*next.* waits for it/));

      // Looks are due 30 s, 1.5, 3.5 and 7.5 minutes after it came first.
      await pass(stage, (began + 2 * MINUTE - stage.clock.now()) / MINUTE);
      // What makes it ready leads to no look by itself: targets are not heard of, and the tag that plays it must not be.
      const before = stage.queue.length;
      await ready(stage, next);
      stage.queue.splice(before);
      const readyAt = stage.clock.now();
      await pass(stage, 10);
      expect(target(stage)).toBe(next.dnsName);
      expect(flippedAfter(stage, next, began)).toBe(3.5 * MINUTE);
      expect(flippedAfter(stage, next, readyAt)).toBeLessThanOrEqual(2 * MINUTE);
      expect(gaps(stage)).not.toContain(HOST);
    },
  );

  it('is looked at 30 s, 1.5, 3.5 and 7.5 minutes after it came first, then by sweeps, and nothing is lost by a kill', async () => {
    const stage = createStage();
    const holder = await createV2(stage, 'holder', HOST);
    await pass(stage, 1);
    const looks: number[] = [];
    const { readReadiness } = stage.ports;
    const ports = {
      ...stage.ports,
      readReadiness: async (...ids: Parameters<typeof readReadiness>) => {
        looks.push(stage.clock.now() - began);
        return readReadiness(...ids);
      },
    };
    const began = stage.clock.now();
    const next = await createV2(stage, 'next', HOST, { tags: { 'signpost/priority': '5' } });
    await drain(stage, instrument(ports), 20 * MINUTE);
    expect(looks.map((time) => time / MINUTE)).toEqual([0, 0.5, 1.5, 3.5, 7.5]);
    // Every delayed look is lost, and with it the memory of the queue.
    stage.queue.splice(0);
    await putBehindV2(stage, next);
    expect(target(stage)).toBe(holder.dnsName);
    await sweptLater(stage, 30);
    expect(target(stage)).toBe(next.dnsName);
    expect(gaps(stage)).not.toContain(HOST);
  });

  it('is not needed where nobody living holds the name: who comes next takes over at once', async () => {
    const stage = createStage();
    const holder = await createV2(stage, 'holder', HOST);
    await pass(stage, 1);
    const next = await createV2(stage, 'next', HOST);
    await pass(stage, 1);
    await deleteV2(stage, holder);
    await pass(stage, 1);
    expect(target(stage)).toBe(next.dnsName);
    expect(gaps(stage)).not.toContain(HOST);
  });
});

describe('a name stays with its line for an hour', () => {
  /** One of line a holds it, one of line b waits. */
  async function contested(stage: Stage) {
    const old = await createV2(stage, 'old', HOST, { tags: ofLine('a') });
    await pass(stage, 1);
    const other = await createV2(stage, 'other', HOST, { tags: ofLine('b') });
    await pass(stage, 1);
    return { old, other };
  }
  /** As their controller makes it anew. */
  const remake = async (stage: Stage, name: string, isReady: boolean) => {
    const made = await createV2(stage, name, HOST, { tags: ofLine('a') });
    if (isReady) await putBehindV2(stage, made);
    return made;
  };

  it.each([
    [10, true],
    [70, false],
  ])('replaced after %i minutes: handed back: %s', async (minutes, isBack) => {
    const stage = createStage(UNCHECKED);
    const { old, other } = await contested(stage);
    await deleteV2(stage, old);
    await pass(stage, 1);
    expect(target(stage)).toBe(other.dnsName);
    await sweptLater(stage, minutes);
    const next = await remake(stage, 'next', true);
    await pass(stage, 5);
    expect(target(stage)).toBe(isBack ? next.dnsName : other.dnsName);
    await sweptLater(stage, 120);
    expect(target(stage)).toBe(isBack ? next.dnsName : other.dnsName);
    expect(gaps(stage)).not.toContain(HOST);
  });

  it('the replacement gets it back only once it is ready, and the stand-in is told who waits', async () => {
    const stage = createStage(UNCHECKED);
    const { old, other } = await contested(stage);
    await deleteV2(stage, old);
    await pass(stage, 1);
    const next = await remake(stage, 'next', false);
    await pass(stage, 20);
    expect(target(stage)).toBe(other.dnsName);
    expect(toldLines(stage)).toContainEqual(expect.stringMatching(/published: .*next.* waits for it/));
    await putBehindV2(stage, next);
    await sweptLater(stage, 120);
    expect(target(stage)).toBe(next.dnsName);
    expect(gaps(stage)).not.toContain(HOST);
  });

  it('both gone: the record goes, and whoever comes next has it', async () => {
    const stage = createStage(UNCHECKED);
    const { old, other } = await contested(stage);
    await deleteV2(stage, old);
    await pass(stage, 1);
    await deleteV2(stage, other);
    await sweptLater(stage, 30);
    expect(zoneContents(stage)).toEqual({});
    const stranger = await createV2(stage, 'stranger', HOST);
    await pass(stage, 1);
    expect(target(stage)).toBe(stranger.dnsName);
  });

  it('a load balancer that comes and goes: the stand-in serves, and the line has it whenever one of it is ready', async () => {
    const stage = createStage(UNCHECKED);
    let { old, other } = await contested(stage);
    for (const round of [1, 2, 3]) {
      await deleteV2(stage, old);
      await pass(stage, 3);
      expect(target(stage)).toBe(other.dnsName);
      old = await remake(stage, `again-${round}`, true);
      await pass(stage, 3);
      expect(target(stage)).toBe(old.dnsName);
    }
    expect(gaps(stage)).not.toContain(HOST);
  });

  it('a bad read of tags gives nothing away, not for a moment', async () => {
    const stage = createStage(UNCHECKED);
    const { old } = await contested(stage);
    const { listLoadBalancers } = stage.ports;
    const blind = {
      ...stage.ports,
      listLoadBalancers: async (ids: Parameters<typeof listLoadBalancers>[0]) => {
        const looks = await listLoadBalancers(ids);
        return new Map(
          [...looks].map(([id, look]) => [
            id,
            id === old.arn && look.kind === 'present'
              ? { ...look, loadBalancer: { ...look.loadBalancer, tags: {} } }
              : look,
          ]),
        );
      },
    };
    await sweep(stage);
    // One run sees no tags, and the other asks for the name in it.
    await drain(stage, instrument(blind), 0);
    expect(target(stage)).toBe(old.dnsName);
    await sweptLater(stage, 180);
    expect(target(stage)).toBe(old.dnsName);
    expect(stage.route53.changes).toHaveLength(1);
  });

  it('tags that are gone for good and come back within the hour: handed back', async () => {
    const stage = createStage(UNCHECKED);
    const { old, other } = await contested(stage);
    await putBehindV2(stage, old);
    await untagV2(stage, old);
    await pass(stage, 5);
    expect(target(stage)).toBe(other.dnsName);
    await tagV2(stage, old, { 'signpost/hostname': HOST });
    await pass(stage, 5);
    expect(target(stage)).toBe(old.dnsName);
    expect(gaps(stage)).not.toContain(HOST);
  });
});

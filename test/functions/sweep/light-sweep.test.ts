import { describe, expect, it } from 'vitest';
import { listTaggedLoadBalancers } from '../../../shared/load-balancers/list-tagged-load-balancers.ts';
import { LATE } from '../../../shared/sweep/late.ts';
import {
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  tagClassic,
  tagV2,
  untagV2,
} from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { createStage, type Heard, type Stage } from '../../stage/stage.ts';
import { lightSweep, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

async function quiet(stage: Stage): Promise<void> {
  await drain(stage);
  expect(stage.queue).toEqual([]);
}

/** A world in which each kind of load balancer has a name, and some have none. */
async function settled(): Promise<{ stage: Stage; web: { arn: string; dnsName: string } }> {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'a.example.com');
  await createV2(stage, 'net', 'b.example.com', { Type: 'network', tags: { team: 'shop' } });
  await createV2(stage, 'plain', undefined, { tags: { team: 'shop' } });
  await createV2(stage, 'bare', undefined);
  await createV2(stage, 'later', 'a.example.com');
  await createClassic(stage, 'old', 'c.example.com');
  const gone = await createV2(stage, 'gone', 'd.example.com');
  await quiet(stage);
  await deleteV2(stage, gone);
  await quiet(stage);
  return { stage, web };
}

it('sends nothing in a settled world', async () => {
  const { stage } = await settled();
  expect(await lightSweep(stage)).toBe(0);
  await sweep(stage);
  await quiet(stage);
  expect(await lightSweep(stage)).toBe(0);
});

describe.each<Heard>(['nothing', 'tags'])('where of the calls %s is heard', (heard) => {
  it('everything follows within one light sweep', async () => {
    const { stage, web } = await settled();
    stage.events.heard = heard;
    const afterOne = async (act: () => Promise<unknown>, changes: Record<string, string | undefined>) => {
      const before = zoneContents(stage);
      await act();
      await lightSweep(stage);
      await quiet(stage);
      const wanted = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined);
      expect(zoneContents(stage)).toEqual(Object.fromEntries(wanted));
      expect(await lightSweep(stage)).toBe(0);
    };
    let made = { arn: '', dnsName: '' };
    await afterOne(
      async () => {
        made = await createV2(stage, 'new', 'n.example.com');
      },
      {
        get 'n.example.com A'() {
          return made.dnsName;
        },
      },
    );
    await afterOne(() => tagV2(stage, web, { 'signpost/hostname': 'e.example.com' }), {
      'e.example.com A': web.dnsName,
      'a.example.com A': zoneContents(stage)['a.example.com A'] && expect.not.stringMatching(web.dnsName),
    });
    await afterOne(() => untagV2(stage, web), { 'e.example.com A': undefined });
    await afterOne(() => deleteV2(stage, made), { 'n.example.com A': undefined });
    await afterOne(() => deleteClassic(stage, { arn: 'old', dnsName: '' }), { 'c.example.com A': undefined });
    let classic = { arn: '', dnsName: '' };
    await afterOne(
      async () => {
        classic = await createClassic(stage, 'old', 'c.example.com');
      },
      {
        get 'c.example.com A'() {
          return classic.dnsName;
        },
      },
    );
    await afterOne(() => tagClassic(stage, classic, { 'signpost/hostname': 'f.example.com' }), {
      'c.example.com A': undefined,
      get 'f.example.com A'() {
        return classic.dnsName;
      },
    });
  });
});

describe('the tagging API is behind', () => {
  const MINUTE = 60_000;

  async function behind(): Promise<Stage> {
    const stage = createStage();
    stage.events.taggingLag = 5 * MINUTE;
    return stage;
  }

  it('what it does not know yet, and what it still lists, comes to rest once it has caught up', async () => {
    const stage = await behind();
    const web = await createV2(stage, 'web', 'a.example.com');
    const old = await createV2(stage, 'old', 'b.example.com');
    await quiet(stage);
    for (let sweeps = 0; sweeps < 4; sweeps += 1) {
      await lightSweep(stage);
      await quiet(stage);
      stage.clock.advance(2 * MINUTE);
    }
    await deleteV2(stage, old);
    await tagV2(stage, web, { 'signpost/hostname': 'c.example.com' });
    await quiet(stage);
    for (let sweeps = 0; sweeps < 4; sweeps += 1) {
      await lightSweep(stage);
      await quiet(stage);
      expect(zoneContents(stage)).toEqual({ 'c.example.com A': web.dnsName });
      stage.clock.advance(2 * MINUTE);
    }
    expect(await lightSweep(stage)).toBe(0);
  });

  it('a load balancer that it lists and that is gone is not looked at for it', async () => {
    const stage = await behind();
    const web = await createV2(stage, 'web', 'a.example.com');
    await quiet(stage);
    stage.clock.advance(5 * MINUTE);
    await deleteV2(stage, web);
    await quiet(stage);
    expect(await stage.listTaggedLoadBalancers()).toHaveProperty('size', 1);
    expect(await lightSweep(stage)).toBe(0);
  });
});

it('an event that is only late comes first', async () => {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'a.example.com');
  await lightSweep(stage);
  expect(stage.queue.map(({ hint, readyAt }) => [hint.cause.event, readyAt - stage.clock.now()])).toEqual([
    ['CreateLoadBalancer', 0],
    ['sweep', 1000 * LATE],
  ]);
  await quiet(stage);
  expect(stage.decisions.map(({ cause }) => cause.event)).toEqual(['CreateLoadBalancer']);
  expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
});

describe('a listing', () => {
  const page = (from: number, count: number, next: string) => ({
    ResourceTagMappingList: Array.from({ length: count }, (_, index) => ({
      ResourceARN: `arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/n-${from + index}/0123456789abcdef`,
      Tags: [{ Key: 'signpost/hostname', Value: 'a.example.com' }],
    })),
    PaginationToken: next,
  });

  it('goes through all pages, a hundred at a time', async () => {
    const stage = createStage();
    for (let at = 0; at < 250; at += 1) await createV2(stage, `lb-${at}`, undefined, { tags: { a: 'b' } });
    expect(await stage.listTaggedLoadBalancers()).toHaveProperty('size', 250);
  });

  it('of which a page cannot be read is none', async () => {
    let calls = 0;
    const send = async () => {
      calls += 1;
      if (calls === 2) throw new Error('throttled');
      return page(0, 100, 'more');
    };
    await expect(listTaggedLoadBalancers({ send } as never)()).rejects.toThrow('throttled');
  });

  it('leaves out what is no load balancer', async () => {
    const ResourceARN = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/x/0123456789abcdef';
    const send = async () => ({ ResourceTagMappingList: [{ ResourceARN }], PaginationToken: '' });
    expect(await listTaggedLoadBalancers({ send } as never)()).toEqual(new Map());
  });
});

import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke, surveyBySchedule } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { breakMesh, live, OF_MESH, setMesh } from '../../stage/mesh.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { gaps, zoneContents } from '../../stage/zone-contents.ts';
import { CAUSE, HOST, lookAt, losesEvents } from './seen.ts';

const at = ({ dnsName }: { readonly dnsName: string }, host = HOST) => ({ [`${host} A`]: dnsName });

async function published(stage: Stage) {
  const web = await createV2(stage, 'web', HOST);
  await drain(stage);
  return web;
}

/** Somebody has it looked at, so many seconds from now, and by nobody else. */
async function looks(stage: Stage, web: { readonly arn: string }, seconds: number): Promise<void> {
  losesEvents(stage);
  stage.clock.advance(seconds * 1000);
  lookAt(stage, web);
  await invoke(stage, instrument(stage.ports));
}

describe('a tag that is away', () => {
  it('in one look: the record stays', async () => {
    const stage = createStage();
    const web = await published(stage);
    await untagV2(stage, web);
    await invoke(stage, instrument(stage.ports));
    expect(zoneContents(stage)).toEqual(at(web));
  });

  it('in two looks within withdrawAfter: the record stays until a third', async () => {
    const stage = createStage();
    const web = await published(stage);
    await untagV2(stage, web);
    await looks(stage, web, 0);
    await looks(stage, web, 30);
    expect(zoneContents(stage)).toEqual(at(web));
    await looks(stage, web, 31);
    expect(zoneContents(stage)).toEqual({});
  });

  it('in two looks with one between that saw it: the record stays', async () => {
    const stage = createStage();
    const web = await published(stage);
    await untagV2(stage, web);
    await looks(stage, web, 0);
    await tagV2(stage, web, { 'signpost/hostname': HOST });
    await looks(stage, web, 30);
    await untagV2(stage, web);
    await looks(stage, web, 40);
    expect(zoneContents(stage)).toEqual(at(web));
  });

  it('in one look, while another asks for the name: nothing is given away', async () => {
    const stage = createStage();
    const web = await published(stage);
    const next = await createV2(stage, 'next', HOST);
    await drain(stage);
    await untagV2(stage, web);
    await looks(stage, web, 0);
    await looks(stage, next, 1);
    expect(zoneContents(stage)).toEqual(at(web));
  });
});

describe('what nobody can say', () => {
  const failing = (stage: Stage, operation: 'DescribeLoadBalancers' | 'DescribeTags') => {
    const { v2 } = stage.elb;
    const send = v2.send.bind(v2) as (command: object) => Promise<unknown>;
    Object.assign(v2, {
      send: async (command: object) => {
        const isIt = command instanceof DescribeTagsCommand === (operation === 'DescribeTags');
        if (isIt) throw Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });
        return send(command);
      },
    });
    return () => Object.assign(v2, { send });
  };

  it.each(['DescribeLoadBalancers', 'DescribeTags'] as const)(
    '%s fails, twice: the load balancer is neither gone nor without tags',
    async (operation) => {
      const stage = createStage();
      const web = await published(stage);
      const mend = failing(stage, operation);
      for (let time = 0; time < 2; time += 1) await looks(stage, web, 120);
      mend();
      expect(zoneContents(stage)).toEqual(at(web));
      expect(nameRow(stage, HOST)?.claims[`${web.arn}|`]).not.toHaveProperty('missing');
    },
  );

  it('a cluster that cannot be read, though its document says that nothing is there: the record stays', async () => {
    const stage = createStage();
    const mesh = await createV2(stage, 'mesh', HOST, { tags: OF_MESH });
    setMesh(stage, { shows: [mesh.dnsName], serves: { 'Gateway/istio/gw': [HOST] } });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(mesh));
    breakMesh(stage);
    const { surveyOf } = stage;
    stage.surveyOf = (cluster, startedAt) => ({
      ...surveyOf(cluster, startedAt),
      entrances: {
        'Service/istio/gateway': { shows: [mesh.dnsName], serves: { 'Gateway/istio/gw': ['b.example.com'] } },
      },
    });
    await live(stage, 30);
    lookAt(stage, mesh);
    await live(stage, 30);
    expect(zoneContents(stage)).toEqual(at(mesh));
  });

  it('settings that cannot be had: the name is still asked for, and stays', async () => {
    const stage = createStage();
    const web = await published(stage);
    await tagV2(stage, web, { 'signpost/weight': '700' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(web));
    expect(nameRow(stage, HOST)?.claims[`${web.arn}|`]).toMatchObject({ outcome: 'refused' });
  });

  it('a cluster that left the settings: the name is kept', async () => {
    const stage = createStage();
    const mesh = await createV2(stage, 'mesh', HOST, { tags: OF_MESH });
    setMesh(stage, { shows: [mesh.dnsName], serves: { 'Gateway/istio/gw': [HOST] } });
    await drain(stage);
    stage.settings.clusters = [];
    for (let time = 0; time < 2; time += 1) await looks(stage, mesh, 700);
    expect(zoneContents(stage)).toEqual(at(mesh));
    expect(nameRow(stage, HOST)?.claims[`${mesh.arn}|`]).toMatchObject({ outcome: 'kept' });
  });
});

describe('a Gateway that is away', () => {
  async function served(stage: Stage) {
    const mesh = await createV2(stage, 'mesh', HOST, { tags: OF_MESH });
    const serves = (...hosts: readonly string[]) =>
      setMesh(stage, {
        shows: [mesh.dnsName],
        serves: hosts.length > 0 ? { 'Gateway/istio/gw': hosts } : {},
      });
    serves(HOST);
    await surveyBySchedule(stage, 'demo');
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(mesh));
    return { mesh, serves };
  }

  it('for less than withdrawAfter.gateway: the record stays, and goes after it', async () => {
    const stage = createStage();
    const { mesh, serves } = await served(stage);
    stage.clock.advance(120_000);
    serves('b.example.com');
    await live(stage, 8);
    expect(zoneContents(stage)).toEqual(at(mesh));
    await live(stage, 6);
    await drain(stage, instrument(stage.ports), 600_000);
    expect(zoneContents(stage)).toEqual({});
  });

  it('in one survey, whose closing hint comes again for an hour: it was missed once', async () => {
    const stage = createStage();
    const { mesh, serves } = await served(stage);
    stage.clock.advance(120_000);
    serves('b.example.com');
    await surveyBySchedule(stage, 'demo');
    await invoke(stage, instrument(stage.ports));
    const notBefore = stage.surveys.get('demo')?.startedAt ?? 0;
    for (let time = 0; time < 6; time += 1) {
      losesEvents(stage);
      stage.clock.advance(11 * 60_000);
      stage.put({ kind: 'load-balancer', id: mesh.arn as LoadBalancerId, cause: CAUSE, notBefore });
      await invoke(stage, instrument(stage.ports));
    }
    expect(zoneContents(stage)).toEqual(at(mesh));
  });

  it('altogether, so that nothing declares hosts: that is no pass for a new name', async () => {
    const stage = createStage();
    const { mesh, serves } = await served(stage);
    stage.clock.advance(120_000);
    serves();
    await surveyBySchedule(stage, 'demo');
    await tagV2(stage, mesh, { 'signpost/hostname': `${HOST} new.example.com` });
    await drain(stage, instrument(stage.ports), 120_000);
    expect(zoneContents(stage)).toEqual(at(mesh));
  });

  it('with its kind, which the cluster has no more: nobody can say, and the record stays', async () => {
    const stage = createStage();
    const { mesh } = await served(stage);
    stage.clock.advance(120_000);
    setMesh(stage, { shows: [mesh.dnsName], notServed: ['Gateway'] });
    await live(stage, 30);
    expect(zoneContents(stage)).toEqual(at(mesh));
  });

  it('from a load balancer that is new, less than an hour ago: nothing is published there', async () => {
    const stage = createStage();
    const { mesh, serves } = await served(stage);
    stage.clock.advance(120_000);
    const next = await createV2(stage, 'next', undefined, { tags: OF_MESH });
    serves();
    setMesh(stage, { shows: [mesh.dnsName, next.dnsName] });
    await surveyBySchedule(stage, 'demo');
    await tagV2(stage, next, { 'signpost/hostname': 'new.example.com' });
    await drain(stage, instrument(stage.ports), 240_000);
    expect(zoneContents(stage)).not.toHaveProperty('new.example.com A');
  });
});

describe('a claim that its own load balancer replaced', () => {
  it('by one under another set identifier: it has not gone, and changes in one batch', async () => {
    const stage = createStage();
    const tags = { 'signpost/weight': '1', 'signpost/set-identifier': 'one' };
    const web = await createV2(stage, 'web', HOST, { tags });
    await drain(stage);
    await tagV2(stage, web, { 'signpost/set-identifier': 'two' });
    await invoke(stage, instrument(stage.ports));
    expect(zoneContents(stage)).toEqual({ [`${HOST} A two`]: `${web.dnsName} weight 1` });
    expect(gaps(stage)).toEqual([]);
  });
});

describe('a load balancer that is gone', () => {
  it('in one look: the record stays until a second', async () => {
    const stage = createStage();
    const web = await published(stage);
    await deleteV2(stage, web);
    await invoke(stage, instrument(stage.ports));
    expect(zoneContents(stage)).toEqual(at(web));
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });
});

import { describe, expect, it } from 'vitest';
import type { Source } from '../../../shared/settings.ts';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { breakMesh, live, type Mesh, OF_MESH, setMesh } from '../../stage/mesh.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { gaps, zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';
const SERVICE = 'Service/istio/gateway';
const KEY = 'external-dns.alpha.kubernetes.io/hostname';
const GATEWAY = 'Gateway/istio/shop';

/** How what stands behind a load balancer asks for names, by source. */
const asking: Readonly<
  Record<'annotations' | 'hosts', (...hosts: readonly string[]) => Omit<Mesh, 'shows'>>
> = {
  annotations: (...hosts) =>
    hosts.length === 0 ? {} : { annotations: { [SERVICE]: { [KEY]: hosts.join(',') } } },
  hosts: (...hosts) => ({ serves: { [GATEWAY]: hosts } }),
};

async function withMesh(source: 'annotations' | 'hosts', tags: Record<string, string> = {}) {
  const stage = createStage({ sources: ['tags', source] });
  const web = await createV2(stage, 'web', undefined, { tags: { ...OF_MESH, ...tags } });
  const ask = (...hosts: readonly string[]) =>
    setMesh(stage, { shows: [web.dnsName], ...asking[source](...hosts) });
  const at = (...hosts: readonly string[]) =>
    Object.fromEntries(hosts.map((host) => [`${host} A`, web.dnsName]));
  return { stage, web, ask, at };
}

describe.each(['annotations', 'hosts'] as const)('names from %s', (source) => {
  it('appear with the first survey that the new load balancer asks for, and a second run changes nothing', async () => {
    const { stage, ask, at } = await withMesh(source);
    ask(HOST, '*.b.example.com');
    await drain(stage, instrument(stage.ports), 30_000);
    expect(zoneContents(stage), 'within half a minute').toEqual(at('*.b.example.com', HOST));
    const calls = callsOfSync(stage);
    await live(stage, 10);
    expect(callsOfSync(stage)).toEqual(calls);
  });

  it('follow what is edited: a new one at once, one that is gone after two surveys, without a gap of the others', async () => {
    const { stage, ask, at } = await withMesh(source);
    ask(HOST, 'b.example.com');
    await drain(stage);
    ask(HOST, 'c.example.com');
    await live(stage, 8);
    expect(zoneContents(stage)).toEqual(at(HOST, 'b.example.com', 'c.example.com'));
    expect(nameRow(stage, 'b.example.com')?.claims).toMatchObject({
      [expect.anything() && Object.keys(nameRow(stage, 'b.example.com')?.claims ?? {})[0]!]: {
        outcome: 'leaving',
        reason: expect.stringMatching(/^unserved: nothing behind the load balancer asks for it/),
      },
    });
    await live(stage, 6);
    expect(zoneContents(stage)).toEqual(at(HOST, 'c.example.com'));
    expect(gaps(stage)).toEqual([]);
  });

  it.each<[string, (stage: ReturnType<typeof createStage>, dnsName: string) => void]>([
    ['the cluster cannot be read', breakMesh],
    ['the cluster left the settings', (stage) => (stage.settings.clusters = [])],
    ['the Service is not there', (stage) => setMesh(stage, { shows: [] })],
  ])('stay while %s', async (_, happen) => {
    const { stage, web, ask, at } = await withMesh(source);
    ask(HOST);
    await drain(stage);
    const { clusters } = stage.settings;
    happen(stage, web.dnsName);
    await live(stage, 60);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(HOST));
    stage.settings.clusters = clusters;
    ask();
    await live(stage, 20);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage), 'it can be asked, and asks no more').toEqual({});
  });

  it('go with their load balancer, even while the cluster cannot be read', async () => {
    const { stage, web, ask } = await withMesh(source);
    ask(HOST);
    await drain(stage);
    breakMesh(stage);
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('that a tag asks for as well stay when either goes, and go when both have gone', async () => {
    const { stage, web, ask, at } = await withMesh(source, { 'signpost/hostname': HOST });
    ask(HOST);
    await drain(stage);
    await untagV2(stage, web);
    await live(stage, 20);
    expect(zoneContents(stage), 'the tag has gone').toEqual(at(HOST));
    await tagV2(stage, web, { 'signpost/hostname': HOST, 'signpost/match': 'off' });
    stage.settings.matchByTag = true;
    await drain(stage);
    ask();
    await live(stage, 20);
    expect(zoneContents(stage), 'what asked for it beside the tag has gone').toEqual(at(HOST));
    await untagV2(stage, web);
    await live(stage, 20);
    expect(zoneContents(stage)).toEqual({});
  });

  it('of a source that leaves the settings are withdrawn as those of a tag', async () => {
    const { stage, ask } = await withMesh(source);
    ask(HOST);
    await drain(stage);
    stage.settings.sources = ['tags'];
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('are asked for in no other cluster than the one whose settings say so', async () => {
    const { stage, ask } = await withMesh(source);
    stage.settings.clusters = [{ name: 'demo', sources: ['tags'] }];
    ask(HOST);
    await live(stage, 4);
    expect(zoneContents(stage)).toEqual({});
  });

  it('two load balancers want one: the older has it, and the other takes over without a gap', async () => {
    const { stage, web, at } = await withMesh(source);
    stage.clock.advance(1000);
    const other = await createV2(stage, 'other', undefined, { tags: OF_MESH });
    setMesh(stage, { shows: [web.dnsName, other.dnsName], ...asking[source](HOST) });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(HOST));
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: other.dnsName });
    expect(gaps(stage)).toEqual([]);
  });
});

describe('the tag hostname-source', () => {
  it('hosts: one tag on the shared load balancer, names come from the mesh', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', undefined, {
      tags: { ...OF_MESH, 'signpost/hostname-source': 'hosts' },
    });
    setMesh(stage, { shows: [web.dnsName], serves: { [GATEWAY]: ['*', HOST] } });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    await untagV2(stage, web, 'signpost/hostname-source');
    await drain(stage);
    expect(zoneContents(stage), 'and without it none').toEqual({});
  });

  it('tag: this one takes none from the mesh, whatever the settings say', async () => {
    const sources: readonly Source[] = ['tags', 'hosts'];
    const stage = createStage({ sources });
    const web = await createV2(stage, 'web', 'b.example.com', {
      tags: { ...OF_MESH, 'signpost/hostname-source': 'tag' },
    });
    setMesh(stage, { shows: [web.dnsName], serves: { [GATEWAY]: ['*.example.com'] } });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'b.example.com A': web.dnsName });
  });
});

it('a kind that the cluster lost takes nothing away that its objects asked for', async () => {
  const { stage, web, ask, at } = await withMesh('hosts');
  ask(HOST);
  await drain(stage);
  setMesh(stage, { shows: [web.dnsName], notServed: ['Gateway'] });
  await live(stage, 60);
  expect(zoneContents(stage)).toEqual(at(HOST));
});

import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../shared/settings.ts';
import { createV2, tagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { breakMesh, live, OF_MESH, setMesh } from '../../stage/mesh.ts';
import { lbRow, nameRow } from '../../stage/rows.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';
const GATEWAY = 'Gateway/istio/shop';

/** A load balancer of the mesh that asks for the name by its tag. */
async function withMesh(changed: Partial<Settings> = {}, tags: Record<string, string> = {}) {
  const stage = createStage(changed);
  const web = await createV2(stage, 'web', HOST, { tags: { ...OF_MESH, ...tags } });
  const told = () =>
    stage.decisions
      .filter(({ hostname }) => hostname === HOST)
      .map(({ outcome, reason }) => `${outcome}: ${reason}`);
  const shows = [web.dnsName];
  return { stage, web, shows, told, published: { [`${HOST} A`]: web.dnsName } };
}

describe('when-bound', () => {
  it('publishes what nothing declares hosts for, and says that it is not checked', async () => {
    const { stage, shows, told, published } = await withMesh();
    setMesh(stage, { shows });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(published);
    expect(told().at(-1)).toMatch(
      /^published: not checked: nothing behind it in cluster demo declares hosts/,
    );
  });

  it('remembers that hosts were declared: an empty Gateway list publishes nothing, until match is off', async () => {
    const { stage, web, shows, told, published } = await withMesh({ matchByTag: true });
    setMesh(stage, { shows, serves: { [GATEWAY]: ['b.example.com'] } });
    await drain(stage);
    expect(zoneContents(stage), 'another host is served').toEqual({});
    setMesh(stage, { shows });
    await live(stage, 30);
    expect(zoneContents(stage), 'nothing declares hosts any more').toEqual({});
    expect(told().at(-1)).toMatch(/^refused: hosts were declared behind it and now nothing/);
    await tagV2(stage, web, { 'signpost/match': 'off' });
    await drain(stage);
    expect(zoneContents(stage), 'match is off').toEqual(published);
    expect(lbRow(stage, web.arn)?.declared, 'which lifts the memory').toEqual([]);
    await tagV2(stage, web, { 'signpost/match': 'when-bound' });
    await drain(stage);
    await live(stage, 30);
    expect(zoneContents(stage)).toEqual(published);
  });

  it('a name whose Gateway goes is told as unserved, and withdrawn by a second survey that agrees', async () => {
    const { stage, shows, told, published } = await withMesh();
    setMesh(stage, { shows, serves: { [GATEWAY]: [HOST] } });
    await drain(stage);
    setMesh(stage, { shows, serves: { [GATEWAY]: [] } });
    await live(stage, 8);
    expect(zoneContents(stage), 'for withdrawAfter.gateway').toEqual(published);
    expect(told()).toContainEqual(
      expect.stringMatching(/^leaving: unserved: .*withdrawn when a second look 600 s later agrees/),
    );
    await live(stage, 6);
    expect(zoneContents(stage)).toEqual({});
  });

  it('and stays if the Gateway is back in between', async () => {
    const { stage, shows, told, published } = await withMesh();
    setMesh(stage, { shows, serves: { [GATEWAY]: [HOST] } });
    await drain(stage);
    setMesh(stage, { shows, serves: { [GATEWAY]: [] } });
    await live(stage, 6);
    setMesh(stage, { shows, serves: { [GATEWAY]: [HOST] } });
    await live(stage, 40);
    expect(zoneContents(stage)).toEqual(published);
    expect(told().at(-1)).toMatch(/^published: covered by a\.example\.com/);
  });

  it.each([
    ['the kind that declared them left the cluster', 'lost'],
    ['the cluster cannot be read', 'broken'],
  ])('keeps what stands while %s, however long', async (_, how) => {
    const { stage, shows, published } = await withMesh();
    setMesh(stage, { shows, serves: { [GATEWAY]: [HOST] } });
    await drain(stage);
    if (how === 'lost') setMesh(stage, { shows, notServed: ['Gateway'] });
    else breakMesh(stage);
    await live(stage, 60);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(published);
    setMesh(stage, { shows, serves: { [GATEWAY]: [] } });
    await live(stage, 20);
    expect(zoneContents(stage), 'it can be read, and serves it no more').toEqual({});
  });

  it.each(['the list of Gateways is empty', 'nobody can read it, and then the list is empty'])(
    'a load balancer that is new while %s waits an hour before it counts as one without Gateways',
    async (how) => {
      const { stage, web } = await withMesh();
      setMesh(stage, { shows: [web.dnsName], serves: { [GATEWAY]: [HOST] } });
      await drain(stage);
      await live(stage, 2);
      if (how.startsWith('nobody')) {
        breakMesh(stage);
        await live(stage, 10);
      }
      const late = await createV2(stage, 'late', 'late.example.com', { tags: OF_MESH });
      setMesh(stage, { shows: [web.dnsName, late.dnsName] });
      await live(stage, 40);
      expect(zoneContents(stage)).not.toHaveProperty(['late.example.com A']);
      const told = stage.decisions.filter(({ hostname }) => hostname === 'late.example.com');
      expect(told.at(-1)).toMatchObject({
        outcome: 'not bound yet',
        reason: expect.stringMatching(
          /^hosts were declared behind it in cluster demo until 2026.*and now none/,
        ),
      });
      await live(stage, 30);
      expect(zoneContents(stage)).toEqual({ 'late.example.com A': late.dnsName });
    },
  );

  it('a kind that the cluster never had takes part in nothing', async () => {
    const { stage, shows } = await withMesh();
    const notServed = ['HTTPRoute', 'Gateway.gateway.networking.k8s.io'] as const;
    setMesh(stage, { shows, notServed, serves: { [GATEWAY]: [HOST] } });
    await drain(stage);
    setMesh(stage, { shows, notServed });
    await live(stage, 20);
    expect(zoneContents(stage)).toEqual({});
  });
});

describe('required', () => {
  const clusters = [{ name: 'demo', match: 'required' as const }];

  it('publishes only what is covered', async () => {
    const { stage, shows, told, published } = await withMesh({ clusters });
    setMesh(stage, { shows });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(told().at(-1)).toMatch(
      /^refused: match is required, and nothing behind it in cluster demo declares/,
    );
    setMesh(stage, { shows, serves: { [GATEWAY]: ['*.example.com'] } });
    await live(stage, 4);
    expect(zoneContents(stage)).toEqual(published);
  });

  it('of a load balancer of no cluster by its tag: refused, and says why', async () => {
    const stage = createStage({ matchByTag: true });
    await createV2(stage, 'web', HOST, { tags: { 'signpost/match': 'required' } });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(stage.decisions.at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'match is required, and its tags name no cluster whose Gateways could cover it',
    });
  });
});

describe('off', () => {
  it('publishes at once, whatever the cluster says or does not', async () => {
    const { stage, told, published } = await withMesh({ clusters: [{ name: 'demo', match: 'off' }] });
    breakMesh(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(published);
    expect(told()).toEqual([expect.stringMatching(/^published: not checked: match is off/)]);
    expect(stage.asks).toEqual([]);
  });

  it('a technical name beside the commercial ones that are served: only by its tag', async () => {
    const { stage, shows, published } = await withMesh({ matchByTag: true }, { 'signpost/match': 'off' });
    setMesh(stage, { shows, serves: { 'Ingress/shop/web': ['www.commercial.test'] } });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(published);
  });

  it('by a tag that the settings do not allow: ignored and told, the check holds', async () => {
    const { stage, web, shows } = await withMesh({}, { 'signpost/match': 'off' });
    setMesh(stage, { shows, serves: { [GATEWAY]: ['b.example.com'] } });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(lbRow(stage, web.arn)?.ignored).toEqual({
      'signpost/match': expect.stringMatching(/not allowed by the settings.*`matchByTag`/),
    });
  });

  it('a cluster that is not in the settings stays refused', async () => {
    const { stage, told } = await withMesh({ clusters: [], matchByTag: true }, { 'signpost/match': 'off' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    expect(told().at(-1)).toMatch(/^refused: cluster demo, which its tags name, is not in the settings/);
    expect(nameRow(stage, HOST)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { lbRow, nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { surveyed } from '../../stage/surveyed.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const IN_DEMO = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio/gateway',
  'service.k8s.aws/resource': 'LoadBalancer',
};

/** The cluster demo shows these load balancers behind the Service that their tags name. */
function bind(stage: Stage, dnsNames: readonly string[]): void {
  stage.surveyOf = (cluster, startedAt) =>
    surveyed({
      cluster,
      startedAt,
      services: [
        {
          metadata: { namespace: 'istio', name: 'gateway' },
          spec: { type: 'LoadBalancer', selector: { istio: 'gateway' } },
          status: { loadBalancer: { ingress: dnsNames.map((hostname) => ({ hostname })) } },
        },
      ],
      istioGateways: [],
    });
}

async function sweptTwice(stage: Stage): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    stage.clock.advance(30 * 60_000);
    await sweep(stage);
    await drain(stage);
  }
}

describe('a zone', () => {
  it('that leaves the settings: its names stay and all resumes when it returns', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    await drain(stage);
    const zones = stage.settings.zones;
    stage.settings.zones = zones.filter(({ id }) => id !== 'ZPUBLIC');
    const calls = callsOfSync(stage);
    await deleteV2(stage, web);
    await sweptTwice(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
    expect(callsOfSync(stage)).toEqual(calls);
    expect(lbRow(stage, web.arn)?.names).toEqual(['ZPUBLIC#a.example.com']);
    stage.settings.zones = zones;
    await sweptTwice(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('named twice in the settings: what stands stays, and is refused for new names', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.example.com');
    await drain(stage);
    stage.settings.zones = [...stage.settings.zones, { id: 'ZTWIN', name: 'example.com', private: false }];
    await sweptTwice(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
    expect(lbRow(stage, web.arn)?.refused['a.example.com']).toContain('pin one with the tag zone-id');
    await untagV2(stage, web);
    await sweptTwice(stage);
    expect(zoneContents(stage), 'no longer asked for').toEqual({});
  });

  it('below another one is added: the name is created there at once, and goes from the old one later', async () => {
    const zones = createStage().settings.zones;
    const stage = createStage({ zones });
    stage.settings.zones = zones.filter(({ id }) => id !== 'ZSUB');
    const web = await createV2(stage, 'web', 'a.sub.example.com');
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.sub.example.com A': web.dnsName });
    stage.settings.zones = zones;
    await sweep(stage);
    stage.queue.splice(0, stage.queue.length, ...stage.queue.map((each) => ({ ...each })));
    await drain(stage);
    expect(zoneContents(stage, 'ZSUB')).toEqual({ 'a.sub.example.com A': web.dnsName });
    expect(zoneContents(stage)).toEqual({});
  });
});

describe('a cluster that leaves the settings', () => {
  async function published() {
    const stage = createStage();
    const mesh = await createV2(stage, 'mesh', 'a.example.com', { tags: IN_DEMO });
    const other = await createV2(stage, 'other', undefined);
    bind(stage, [mesh.dnsName]);
    await drain(stage);
    await tagV2(stage, other, { 'signpost/hostname': 'a.example.com' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': mesh.dnsName });
    stage.settings.clusters = [];
    await sweptTwice(stage);
    return { stage, mesh, other };
  }

  it('its published names are kept, and runs of others do not tell otherwise', async () => {
    const { stage, mesh, other } = await published();
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': mesh.dnsName });
    const row = nameRow(stage, 'a.example.com');
    expect(row?.claims[`${mesh.arn}|`]).toMatchObject({ outcome: 'kept' });
    const lines = stage.decisions.length;
    const cause = { event: '', eventId: '', at: '' };
    for (const { arn } of [other, mesh, other]) {
      stage.put({ kind: 'load-balancer', id: arn as never, cause });
      await drain(stage);
    }
    expect(nameRow(stage, 'a.example.com')).toEqual(row);
    expect(stage.decisions.slice(lines)).toEqual([]);
  });

  it('its load balancer goes: the name is handed over', async () => {
    const { stage, mesh, other } = await published();
    await deleteV2(stage, mesh);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': other.dnsName });
  });
});

describe('a tag that was away for a moment', () => {
  it('counts as back also while the cluster cannot judge: the holder keeps its name', async () => {
    const stage = createStage();
    const mesh = await createV2(stage, 'mesh', 'a.example.com', { tags: IN_DEMO });
    bind(stage, [mesh.dnsName]);
    await drain(stage);
    bind(stage, []);
    stage.surveys.set('demo', stage.surveyOf('demo', stage.clock.now() + 3_600_000));
    await untagV2(stage, mesh);
    stage.queue.splice(1);
    const first = stage.queue.splice(0);
    stage.queue.push(...first);
    await drainUntil(stage, stage.clock.now() + 10_000);
    expect(nameRow(stage, 'a.example.com')?.claims[`${mesh.arn}|`]).toMatchObject({ outcome: 'leaving' });
    await tagV2(stage, mesh, { 'signpost/hostname': 'a.example.com' });
    await drainUntil(stage, stage.clock.now() + 10_000);
    const other = await createV2(stage, 'other', 'a.example.com');
    await drain(stage);
    expect(other.dnsName).not.toBe(mesh.dnsName);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': mesh.dnsName });
  });
});

/** Only what is ready by then. */
async function drainUntil(stage: Stage, end: number): Promise<void> {
  const later = stage.queue.filter(({ readyAt }) => readyAt > end);
  stage.queue.splice(0, stage.queue.length, ...stage.queue.filter(({ readyAt }) => readyAt <= end));
  const { invoke } = await import('../../stage/drain.ts');
  const { instrument } = await import('../../stage/faults.ts');
  for (let next = at(stage); next <= end; next = at(stage)) {
    stage.clock.advance(Math.max(0, next - stage.clock.now()));
    await invoke(stage, instrument(stage.ports));
  }
  stage.queue.push(...later);
}

const at = (stage: Stage) => Math.min(...stage.queue.map(({ readyAt }) => readyAt));

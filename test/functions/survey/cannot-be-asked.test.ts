import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { surveyCluster } from '../../../functions/cluster/cluster.ts';
import { clusterPorts } from '../../../functions/cluster/dependencies.ts';
import { survey } from '../../../functions/survey/survey.ts';
import { unpackSurvey } from '../../../shared/surveys/pack-survey.ts';
import { failure, success } from '../../sandbox/cluster-api/response.ts';
import { type ClusterApi, type ClusterApiOptions, startClusterApi } from '../../sandbox/cluster-api/start.ts';
import { createV2 } from '../../stage/actions.ts';
import { drain, surveyPorts } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { OF_MESH } from '../../stage/mesh.ts';
import { lbRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

type Fault = NonNullable<ClusterApiOptions['fault']>;

/** By cluster, its API server, its folder of manifests, and what it answers wrongly. */
interface Server {
  readonly api: ClusterApi;
  readonly folder: string;
  fault: Fault | undefined;
}

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const NAMES = ['demo', 'second'] as const;
let servers: Map<string, Server>;
let stage: Stage;

beforeEach(async () => {
  servers = new Map();
  stage = createStage({ clusters: NAMES.map((name) => ({ name })) });
  for (const name of NAMES) {
    const folder = await mkdtemp(join(tmpdir(), `${name}-`));
    const api = await startClusterApi({ name, folder, fault: (url) => servers.get(name)?.fault?.(url) });
    servers.set(name, { api, folder, fault: undefined });
  }
});

afterEach(async () => {
  for (const { api, folder } of servers.values()) {
    await api.close();
    await rm(folder, { recursive: true });
  }
});

/** Service istio/gateway of the cluster shows these load balancers, and one Gateway behind it serves these hosts, or none is there. */
async function apply(
  cluster: string,
  shows: readonly string[],
  hosts: readonly string[] | undefined,
): Promise<void> {
  const selector = { istio: 'gateway' };
  const items: object[] = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'istio', name: 'gateway' },
      spec: { type: 'LoadBalancer', selector },
      status: { loadBalancer: { ingress: shows.map((hostname) => ({ hostname })) } },
    },
    { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { namespace: 'other', name: 'gw' } },
  ];
  if (hosts !== undefined)
    items.push({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'istio', name: 'gw' },
      spec: { selector, servers: [{ hosts }] },
    });
  await writeFile(join(servers.get(cluster)?.folder ?? '', 'all.yaml'), stringify({ kind: 'List', items }));
}

/** The survey function with the cluster function behind it, both as they are, over TLS; asked by the schedule and by sync. */
async function surveyAll(): Promise<void> {
  const asks = [
    ...stage.asks.splice(0),
    ...NAMES.map((cluster) => ({ cluster, loadBalancers: [], notBefore: 0 })),
  ];
  const latest = Math.max(stage.clock.now(), ...asks.map(({ notBefore }) => notBefore));
  stage.clock.advance(latest - stage.clock.now());
  const messages = asks.map((ask, at) => ({
    messageId: `m${at}`,
    receiptHandle: `r${at}`,
    body: JSON.stringify(ask),
    receives: 1,
  }));
  const limits = { request: 300, survey: 5_000 };
  const back = await survey(
    messages,
    {
      ...surveyPorts(stage),
      now: stage.clock.now,
      clusters: stage.settings.clusters,
      clusterFunctions: { public: 'cluster' },
      readClusterEndpoint: async (name) => {
        const { endpoint = '', certificateAuthority = '' } = servers.get(name)?.api ?? {};
        return { name, endpoint, certificateAuthority, region: 'us-east-1', tagPrefix: 'signpost' };
      },
      readCluster: async (_, request) =>
        unpackSurvey(
          await surveyCluster(
            request,
            clusterPorts(CREDENTIALS, limits, () => undefined),
          ),
        ),
      writeHints: async (hints) => {
        for (const { hint } of hints) stage.put(hint);
      },
      postpone: async () => undefined,
      log: () => undefined,
    },
    new AbortController().signal,
  );
  expect(back, 'asks that come back').toEqual([]);
}

/** Surveys so many minutes apart, and all that follows from each. */
async function live(...minutes: readonly number[]): Promise<void> {
  for (const each of minutes) {
    await surveyAll();
    await work();
    stage.clock.advance(each * 60_000);
  }
}

/** Sync over what is due now: asks for surveys are left to the next one. */
async function work(): Promise<void> {
  const { ports, asks } = stage;
  const kept: typeof asks = [];
  const held = { ...ports, writeSurveyAsk: async (ask: (typeof asks)[number]) => void kept.push(ask) };
  await drain(stage, instrument(held), 1);
  asks.push(...kept);
}

const list = (url: URL, resource: string) => url.pathname.endsWith(`/${resource}`);
const first = { kind: 'ServiceList', metadata: { continue: 'next' }, items: [] };
const html = { status: 200, contentType: 'text/html', body: '<html>Sign in</html>' };

/** What the API server answers, and what people read of it. */
const FAULTS: readonly (readonly [string, RegExp, Fault])[] = [
  ['a timeout', /GET \/.* was not answered.*timeout/i, () => 'hang'],
  ['401', /401.*EKS access entry/, () => failure(401, 'Unauthorized', 'Unauthorized')],
  [
    '403',
    /gateways was answered 403.*apply k8s\/signpost-reader.yaml/,
    (url) => (list(url, 'gateways') ? failure(403, 'Forbidden', 'no') : undefined),
  ],
  [
    '404 for Services',
    /services was answered 404/,
    (url) => (list(url, 'services') ? failure(404, 'NotFound', 'no') : undefined),
  ],
  [
    '404 for a list that discovery names',
    /gateways was answered 404/,
    (url) => (list(url, 'gateways') ? failure(404, 'NotFound', 'no') : undefined),
  ],
  [
    '429',
    /429 \(slow down\)/,
    (url) => (list(url, 'gateways') ? failure(429, 'TooManyRequests', 'slow down') : undefined),
  ],
  ['500', /500 \(etcd is away\)/, () => failure(500, 'InternalError', 'etcd is away')],
  ['503', /503/, () => failure(503, 'ServiceUnavailable', 'not ready')],
  [
    'a list that ends after page 1 of 3 with 410',
    /410 \(too old\).*next survey/,
    (url) => {
      if (!list(url, 'services')) return undefined;
      return url.searchParams.has('continue') ? failure(410, 'Expired', 'too old') : success(first);
    },
  ],
  [
    '200 with items: null',
    /services was answered 200 with .*items/,
    (url) => (list(url, 'services') ? success({ ...first, metadata: {}, items: null }) : undefined),
  ],
  ['200 with HTML', /200 with <html>/, (url) => (list(url, 'gateways') ? html : undefined)],
  ['200 with HTML for everything', /200 with <html>/, () => html],
];

describe('a cluster that cannot be asked', () => {
  it.each(FAULTS)(
    '%s: what stands stays, nothing new comes that needs the check, others are as ever',
    async (_, told, fault) => {
      const mesh = await createV2(stage, 'mesh', 'a.example.com', { tags: OF_MESH });
      await apply('demo', [mesh.dnsName], ['a.example.com', 'b.example.com']);
      await work();
      await live(1);
      expect(zoneContents(stage)).toEqual({ 'a.example.com A': mesh.dnsName });

      const demo = servers.get('demo');
      if (demo) demo.fault = fault;
      const more = await createV2(stage, 'more', 'b.example.com', { tags: OF_MESH });
      await apply('demo', [mesh.dnsName, more.dnsName], ['b.example.com']);
      const plain = await createV2(stage, 'plain', 'p.example.com');
      const second = await createV2(stage, 'second', 'o.example.com', {
        tags: { ...OF_MESH, 'elbv2.k8s.aws/cluster': 'second' },
      });
      await apply('second', [second.dnsName], ['o.example.com']);
      await work();
      await live(1);
      const meanwhile = {
        'a.example.com A': mesh.dnsName,
        'o.example.com A': second.dnsName,
        'p.example.com A': plain.dnsName,
      };
      expect(zoneContents(stage), 'of other clusters and of none').toEqual(meanwhile);
      expect(stage.surveys.get('demo')?.problem).toMatch(told);
      expect(stage.decisions.filter(({ hostname }) => hostname === 'b.example.com').at(-1)).toMatchObject({
        outcome: 'not bound yet',
        reason: expect.stringMatching(told),
      });
      await live(2, 10, 20, 60, 60);
      expect(zoneContents(stage), 'hours later').toEqual(meanwhile);

      if (demo) demo.fault = undefined;
      await live(8, 1);
      const { 'a.example.com A': unserved, ...rest } = meanwhile;
      expect(
        zoneContents(stage),
        'it can be asked again: a first survey misses the one, and the other comes',
      ).toEqual({
        'a.example.com A': unserved,
        'b.example.com A': more.dnsName,
        ...rest,
      });
      await live(4, 1);
      expect(zoneContents(stage), 'a second one, ten minutes after the first, agrees').toEqual({
        'b.example.com A': more.dnsName,
        ...rest,
      });
    },
  );

  it('an answer of 404 to discovery says that Istio is not installed: what it declared before stays', async () => {
    const mesh = await createV2(stage, 'mesh', 'a.example.com', { tags: OF_MESH });
    await apply('demo', [mesh.dnsName], ['a.example.com']);
    await work();
    await live(1);
    const demo = servers.get('demo');
    if (demo)
      demo.fault = (url) =>
        url.pathname === '/apis/networking.istio.io' ? failure(404, 'NotFound', 'no') : undefined;
    await live(2, 10, 60, 60);
    expect(stage.surveys.get('demo')).toMatchObject({ complete: true });
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': mesh.dnsName });
  });

  it('a list of no Gateways where the last had some: withdrawn by the second survey that agrees, ten minutes later', async () => {
    const mesh = await createV2(stage, 'mesh', 'a.example.com b.example.com', { tags: OF_MESH });
    await apply('demo', [mesh.dnsName], ['a.example.com']);
    await work();
    await live(1);
    const stands = { 'a.example.com A': mesh.dnsName };
    expect(zoneContents(stage)).toEqual(stands);
    await apply('demo', [mesh.dnsName], undefined);
    await live(2, 2, 2, 2, 1);
    expect(zoneContents(stage), 'nine minutes of it').toEqual(stands);
    await apply('demo', [mesh.dnsName], ['a.example.com']);
    await live(10, 10);
    expect(zoneContents(stage), 'it was a slip').toEqual(stands);
    await apply('demo', [mesh.dnsName], undefined);
    await live(10, 1);
    expect(
      zoneContents(stage),
      'it was none: and nothing that was not served before is published for that',
    ).toEqual({});
    expect(lbRow(stage, mesh.arn)?.refused).toMatchObject({
      'b.example.com': expect.stringMatching(/hosts were declared behind it and now nothing/),
    });
  });
});

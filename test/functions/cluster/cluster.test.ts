import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { surveyCluster } from '../../../functions/cluster/cluster.ts';
import { clusterPorts, presigner } from '../../../functions/cluster/dependencies.ts';
import { signToken, type TokenRequest } from '../../../functions/cluster/sign-token.ts';
import type { KubernetesGet } from '../../../shared/kubernetes/kubernetes-get.ts';
import type { ClusterRequest } from '../../../shared/surveys/cluster-request.ts';
import { unpackSurvey } from '../../../shared/surveys/pack-survey.ts';
import type { Survey } from '../../../shared/surveys/survey.ts';
import { failure, success } from '../../sandbox/cluster-api/response.ts';
import { type ClusterApi, type ClusterApiOptions, startClusterApi } from '../../sandbox/cluster-api/start.ts';

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: istio-ingress }
spec: { type: LoadBalancer, selector: { istio: external, app: gw } }
status: { loadBalancer: { ingress: [{ hostname: NLB-1.elb.us-east-1.amazonaws.com }] } }
`;
const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: external, namespace: istio-ingress }
spec:
  selector: { istio: external }
  servers: [{ hosts: ['*.example.com', 'shop/Shop.example.org'] }]
`;

/** What declares hosts behind the one Service. */
const served = ({ entrances }: Survey) =>
  Object.keys(entrances['Service/istio-ingress/gateway']?.serves ?? {});

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
let folder: string;
let api: ClusterApi | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cluster-'));
});

afterEach(async () => {
  await api?.close();
  api = undefined;
  await rm(folder, { recursive: true });
});

async function survey(
  manifests: string,
  options: Partial<ClusterApiOptions> = {},
  limits = { request: 15_000, survey: 18_000 },
): Promise<Survey> {
  await writeFile(join(folder, 'all.yaml'), manifests);
  api = await startClusterApi({ name: 'demo', folder, ...options });
  const request = { ...api, name: 'demo', region: 'us-east-1', tagPrefix: 'signpost' };
  return unpackSurvey(
    await surveyCluster(
      request,
      clusterPorts(CREDENTIALS, limits, () => {}),
    ),
  );
}

describe('a cluster that answers', () => {
  it('is surveyed over TLS with its own authority: services, gateways, what stands behind', async () => {
    const before = Date.now();
    const found = await survey(`${SERVICE}---${GATEWAY}`);
    expect(found).toMatchObject({
      cluster: 'demo',
      complete: true,
      entrances: {
        'Service/istio-ingress/gateway': {
          shows: ['nlb-1.elb.us-east-1.amazonaws.com'],
          serves: { 'Gateway/istio-ingress/external': ['*.example.com', 'shop.example.org'] },
        },
      },
    });
    expect(found.startedAt).toBeGreaterThanOrEqual(before);
  });

  it.each([
    ['no manifest at all', ''],
    ['no custom resource of Istio', SERVICE],
    [
      'other custom resources of the group',
      `${SERVICE}---${GATEWAY.replace('kind: Gateway', 'kind: Sidecar')}`,
    ],
  ])('is complete and has no gateways with %s', async (_, manifests) => {
    const { complete, notServed, entrances } = await survey(manifests);
    expect(complete).toBe(true);
    expect(notServed).toContain('Gateway');
    expect(Object.values(entrances).flatMap((each) => Object.keys(each?.serves ?? {}))).toEqual([]);
  });

  it.each(['v1', 'v1beta1', 'v1alpha3'])('serves gateways of version %s', async (version) => {
    const found = await survey(`${SERVICE}---${GATEWAY.replace('io/v1', `io/${version}`)}`);
    expect(served(found)).toEqual(['Gateway/istio-ingress/external']);
  });

  it('finds gateways in a version that the group does not prefer', async () => {
    const sidecar = GATEWAY.replace('kind: Gateway', 'kind: Sidecar').replace('io/v1', 'io/v1beta1');
    const found = await survey(
      `${SERVICE}---${sidecar.replace('v1beta1', 'v1')}---${GATEWAY.replace('io/v1', 'io/v1beta1')}`,
    );
    expect(served(found)).toEqual(['Gateway/istio-ingress/external']);
  });

  it('is read page by page', async () => {
    const paths: string[] = [];
    const services = Array.from({ length: 1001 }, (_, i) => SERVICE.replace('name: gateway', `name: s${i}`));
    const found = await survey(services.join('---'), {
      fault: (url) => {
        paths.push(url.pathname);
        return undefined;
      },
    });
    expect(Object.keys(found.entrances)).toHaveLength(1001);
    expect(paths.filter((path) => path === '/api/v1/services')).toHaveLength(3);
  });
});

describe('what the reader may do', () => {
  const kinds = {
    services: 'v1 Service',
    namespaces: 'v1 Namespace',
    'ingresses.networking.k8s.io': 'networking.k8s.io/v1 Ingress',
    'gateways.networking.istio.io': 'networking.istio.io/v1 Gateway',
    'virtualservices.networking.istio.io': 'networking.istio.io/v1 VirtualService',
    'gateways.gateway.networking.k8s.io': 'gateway.networking.k8s.io/v1 Gateway',
    'httproutes.gateway.networking.k8s.io': 'gateway.networking.k8s.io/v1 HTTPRoute',
    'grpcroutes.gateway.networking.k8s.io': 'gateway.networking.k8s.io/v1 GRPCRoute',
    'tlsroutes.gateway.networking.k8s.io': 'gateway.networking.k8s.io/v1alpha3 TLSRoute',
  };
  const all = Object.values(kinds)
    .map((kind) => kind.split(' '))
    .map(
      ([apiVersion, kind]) =>
        `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x, namespace: y }\n`,
    )
    .join('---\n');

  it('by k8s/signpost-reader.yaml is enough, and each list is asked for once, discovery once a group', async () => {
    const paths: string[] = [];
    const fault = (url: URL) => {
      paths.push(url.pathname);
      return undefined;
    };
    const found = await survey(all, { fault });
    expect(found.problem).toBeUndefined();
    expect(found.complete).toBe(true);
    expect(found).not.toHaveProperty('notServed');
    expect(paths.sort()).toEqual([
      '/api/v1/namespaces',
      '/api/v1/services',
      '/apis/gateway.networking.k8s.io',
      '/apis/gateway.networking.k8s.io/v1',
      '/apis/gateway.networking.k8s.io/v1/gateways',
      '/apis/gateway.networking.k8s.io/v1/grpcroutes',
      '/apis/gateway.networking.k8s.io/v1/httproutes',
      '/apis/gateway.networking.k8s.io/v1alpha3',
      '/apis/gateway.networking.k8s.io/v1alpha3/tlsroutes',
      '/apis/networking.istio.io',
      '/apis/networking.istio.io/v1',
      '/apis/networking.istio.io/v1/gateways',
      '/apis/networking.istio.io/v1/virtualservices',
      '/apis/networking.k8s.io/v1/ingresses',
    ]);
  });

  it.each(Object.keys(kinds))('and without %s it is told so', async (resource) => {
    const [name = '', ...group] = resource.split('.');
    const isIt = (url: URL) =>
      url.pathname.endsWith(`/${name}`) &&
      (group.length === 0 || url.pathname.includes(`/${group.join('.')}/`));
    const found = await survey(all, {
      fault: (url) => (isIt(url) ? failure(403, 'Forbidden', 'no') : undefined),
    });
    expect(found).toMatchObject({ complete: false, entrances: {} });
    expect(found.problem).toMatch(new RegExp(`/${name} was answered 403 .*apply k8s/signpost-reader\\.yaml`));
  });

  it('a single kind of a group that is not installed is not served, and the others are', async () => {
    const found = await survey(all.replace('kind: TLSRoute', 'kind: TCPRoute'));
    expect(found).toMatchObject({ complete: true, notServed: ['TLSRoute'] });
  });
});

describe('a token that is not good', () => {
  it.each<[string, RegExp, number, string, Partial<TokenRequest>]>([
    ['older than 15 minutes', /token is expired/, 15 * 60_000 + 1_000, 'demo', {}],
    ['for another cluster', /SignatureDoesNotMatch.*another cluster/, 0, 'other', {}],
    [
      'without the signed cluster header',
      /x-k8s-aws-id is not among the signed headers/,
      0,
      'demo',
      { headers: {} },
    ],
  ])(
    '%s: 401, told with what to do, and nothing is there for it',
    async (_, problem, age, signedFor, changed) => {
      await writeFile(join(folder, 'all.yaml'), `${SERVICE}---${GATEWAY}`);
      api = await startClusterApi({ name: 'demo', folder });
      const request = { ...api, name: 'demo', region: 'us-east-1', tagPrefix: 'signpost' };
      const sign = presigner(CREDENTIALS);
      const token = await signToken(
        (asked, region, at) =>
          sign(
            {
              ...asked,
              ...changed,
              headers: { host: asked.hostname, ...(changed.headers ?? asked.headers) },
            },
            region,
            at,
          ),
        request.region,
        signedFor,
        Date.now() - age,
      );
      const found = await surveyWith(request, token);
      expect(found).toMatchObject({ complete: false, entrances: {} });
      expect(found.problem).toMatch(/was answered 401/);
      expect(found.problem).toMatch(problem);
      expect(found.problem).toMatch(/give the cluster function's role an EKS access entry/);
    },
  );

  it('one that is good, by the same way', async () => {
    await writeFile(join(folder, 'all.yaml'), `${SERVICE}---${GATEWAY}`);
    api = await startClusterApi({ name: 'demo', folder });
    const request = { ...api, name: 'demo', region: 'us-east-1', tagPrefix: 'signpost' };
    const now = Date.now() - 14 * 60_000;
    const token = await signToken(presigner(CREDENTIALS), request.region, 'demo', now);
    expect(await surveyWith(request, token)).toMatchObject({ complete: true });
  });
});

/** The cluster function as it is, with a token of ours. */
async function surveyWith(request: ClusterRequest, token: string): Promise<Survey> {
  const ca = Buffer.from(request.certificateAuthority, 'base64').toString();
  const dispatcher = new Agent({ connect: { ca } });
  const get: KubernetesGet = async (path) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(new URL(path, request.endpoint), { dispatcher, headers });
    return { status: response.status, body: await response.text() };
  };
  const packed = await surveyCluster(request, {
    now: Date.now,
    log: () => undefined,
    connect: (_, read) => read(get),
  });
  await dispatcher.destroy();
  return unpackSurvey(packed);
}

describe('a cluster that does not answer wholly makes an incomplete survey, never an empty one', () => {
  const services = (url: URL) => url.pathname === '/api/v1/services';
  const secondPage = (url: URL) => services(url) && url.searchParams.has('continue');
  const gateways = (url: URL) => url.pathname.endsWith('/gateways');
  const first = { kind: 'ServiceList', metadata: { continue: 'next' }, items: [] };
  const html = { status: 200, contentType: 'text/html', body: '<html>Sign in</html>' };

  it.each<[string, RegExp, NonNullable<ClusterApiOptions['fault']>]>([
    [
      '410 in the middle of a list',
      /410 .*too old.*next survey/,
      (url) =>
        secondPage(url) ? failure(410, 'Expired', 'too old') : services(url) ? success(first) : undefined,
    ],
    [
      'the same continue token for ever',
      /continue token/,
      (url) => (services(url) ? success(first) : undefined),
    ],
    [
      'items null',
      /\/api\/v1\/services was answered 200.*items/,
      (url) => (services(url) ? success({ ...first, metadata: {}, items: null }) : undefined),
    ],
    [
      'items absent',
      /items/,
      (url) => (services(url) ? success({ kind: 'ServiceList', metadata: {} }) : undefined),
    ],
    [
      'an item without a name',
      /name/,
      (url) => (services(url) ? success({ ...first, metadata: {}, items: [{ metadata: {} }] }) : undefined),
    ],
    ['HTML with status 200', /200 with <html>/, (url) => (services(url) ? html : undefined)],
    [
      'HTML instead of discovery',
      /200 with <html>/,
      (url) => (url.pathname.startsWith('/apis') ? html : undefined),
    ],
    ['500', /500 \(etcd is away\)/, (url) => (services(url) ? failure(500, 'X', 'etcd is away') : undefined)],
    ['429', /429/, (url) => (gateways(url) ? failure(429, 'TooManyRequests', 'slow down') : undefined)],
    [
      '403 with what to do',
      /403.*signpost-reader.yaml/,
      (url) => (gateways(url) ? failure(403, 'Forbidden', 'no') : undefined),
    ],
    [
      '404 for a list that discovery names',
      /gateways was answered 404/,
      (url) => (gateways(url) ? failure(404, 'NotFound', 'no') : undefined),
    ],
    [
      '404 for services',
      /services was answered 404/,
      (url) => (services(url) ? failure(404, 'NotFound', 'no') : undefined),
    ],
    [
      '503 for discovery',
      /503/,
      (url) => (url.pathname === '/apis/networking.istio.io' ? failure(503, 'X', 'not ready') : undefined),
    ],
    [
      'a redirect',
      /redirect/,
      (url) => (services(url) ? { status: 302, contentType: 'text/plain', body: '' } : undefined),
    ],
  ])('%s', async (_, problem, fault) => {
    const found = await survey(`${SERVICE}---${GATEWAY}`, { fault });
    expect(found).toMatchObject({ complete: false, entrances: {}, annotations: {} });
    expect(found.problem).toMatch(problem);
  });

  it('a hang ends with the time for one request', async () => {
    const fault = () => 'hang' as const;
    const found = await survey(SERVICE, { fault }, { request: 200, survey: 60_000 });
    expect(found).toMatchObject({ complete: false, entrances: {} });
    expect(found.problem).toMatch(/GET \/api\/v1\/services was not answered: .*timeout/i);
  });

  it('a slow one ends with the time for the survey', async () => {
    const fault = (url: URL) => (gateways(url) ? ('hang' as const) : undefined);
    const found = await survey(`${SERVICE}---${GATEWAY}`, { fault }, { request: 60_000, survey: 300 });
    expect(found).toMatchObject({ complete: false, entrances: {} });
    expect(found.problem).toMatch(/\/v1\/gateways was not answered: .*timeout/i);
  });

  it('another authority than the one of the cluster', async () => {
    api = await startClusterApi({ name: 'demo', folder });
    const other = await startClusterApi({ name: 'demo', folder });
    const request = { name: 'demo', region: 'us-east-1', tagPrefix: 'signpost', endpoint: api.endpoint };
    const ports = clusterPorts(CREDENTIALS, { request: 5_000, survey: 10_000 }, () => {});
    const { certificateAuthority } = other;
    const found = unpackSurvey(await surveyCluster({ ...request, certificateAuthority }, ports));
    await other.close();
    expect(found).toMatchObject({ complete: false });
    expect(found.problem).toMatch(/certificate/);
  });

  it('nobody listens', async () => {
    api = await startClusterApi({ name: 'demo', folder });
    const { endpoint, certificateAuthority } = api;
    await api.close();
    const ports = clusterPorts(CREDENTIALS, { request: 5_000, survey: 10_000 }, () => {});
    const request = {
      name: 'demo',
      region: 'us-east-1',
      tagPrefix: 'signpost',
      endpoint,
      certificateAuthority,
    };
    expect(unpackSurvey(await surveyCluster(request, ports)).problem).toMatch(/ECONNREFUSED/);
  });

  it('more than Lambda can return', async () => {
    const noise = Array.from({ length: 8_000 }, () => ({
      metadata: { namespace: 'n', name: Array.from({ length: 64 }, () => crypto.randomUUID()).join('') },
    }));
    const found = await survey('', {
      fault: (url) => (services(url) ? success({ kind: 'ServiceList', items: noise }) : undefined),
    });
    expect(found).toMatchObject({ complete: false, entrances: {} });
    expect(found.problem).toMatch(/bytes compressed/);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presigner } from '../../../functions/cluster/dependencies.ts';
import { signToken } from '../../../functions/cluster/sign-token.ts';
import { type ClusterApi, startClusterApi } from './start.ts';

let folder: string;
let api: ClusterApi;
let agent: Agent;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cluster-api-'));
  api = await startClusterApi({ name: 'demo', folder });
  agent = new Agent({ connect: { ca: Buffer.from(api.certificateAuthority, 'base64').toString() } });
});

afterEach(async () => {
  await agent.destroy();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const manifests = (yaml: string, file = 'all.yaml') => writeFile(join(folder, file), yaml);
const object = (kind: string, name: string, apiVersion = 'v1', namespace = 'web') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;
const GATEWAY = object('Gateway', 'g', 'networking.istio.io/v1beta1');

async function get(path: string, authorization?: string, method = 'GET') {
  const test = { accessKeyId: 'test', secretAccessKey: 'test' };
  const token = await signToken(presigner(test), 'us-east-1', 'demo', Date.now());
  const response = await fetch(new URL(path, api.endpoint), {
    method,
    dispatcher: agent,
    headers: authorization === '' ? {} : { authorization: authorization ?? `Bearer ${token}` },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}
async function names(path: string) {
  const { status, body } = await get(path);
  expect(status).toBe(200);
  return body.items.map((item: { metadata: { name: string } }) => item.metadata.name);
}

describe('who may do what', () => {
  it.each(['', 'Bearer ', 'Bearer k8s-aws-v1.x', 'Basic dGVzdDp0ZXN0'])(
    '%j is unauthorised',
    async (header) => {
      expect(await get('/api/v1/services', header)).toMatchObject({
        status: 401,
        body: { kind: 'Status', reason: 'Unauthorized' },
      });
    },
  );

  it.each([
    '/api/v1/secrets',
    '/api/v1/namespaces/web/secrets',
    '/api/v1/pods',
    '/api/v1/namespaces/web/services/s',
    '/apis/networking.istio.io/v1beta1/sidecars',
    '/apis/apps/v1/deployments',
  ])('the project’s own RBAC does not allow %s', async (path) => {
    await manifests([object('Service', 's'), object('Secret', 's'), GATEWAY].join('---\n'));
    expect(await get(path)).toMatchObject({ status: 403, body: { reason: 'Forbidden' } });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('nor to %s', async (method) => {
    expect((await get('/api/v1/services', undefined, method)).status).toBe(403);
  });
});

describe('what is served', () => {
  it('several documents a file, several files, lists; the last of one name wins', async () => {
    await manifests([object('Service', 'b'), object('Service', 'a')].join('---\n'), '1.yaml');
    await manifests(
      `apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Service, metadata: { name: c }, status: { x: 1 } }\n`,
      '2.yml',
    );
    await manifests(`${object('Service', 'a')}spec: { type: NodePort }\n`, '3.yaml');
    await manifests('not yaml: [', 'notes.txt');
    expect(await names('/api/v1/services')).toEqual(['c', 'a', 'b']);
    expect(await names('/api/v1/namespaces/default/services')).toEqual(['c']);
    const { body } = await get('/api/v1/services');
    expect(body).toMatchObject({ kind: 'ServiceList', apiVersion: 'v1' });
    expect(body.items[0]).toMatchObject({ status: { x: 1 }, metadata: { namespace: 'default' } });
    expect(body.items[1]).toMatchObject({ spec: { type: 'NodePort' } });
  });

  it('is read afresh on every request; a folder that is not there is an empty cluster', async () => {
    expect(await names('/api/v1/services')).toEqual([]);
    await manifests(object('Service', 'a'));
    expect(await names('/api/v1/services')).toEqual(['a']);
    await rm(folder, { recursive: true });
    expect(await names('/api/v1/services')).toEqual([]);
  });

  it.each(['a: [', 'kind: Service\n', 'apiVersion: v1\nkind: Service\nmetadata: {}\n'])(
    'a file that says nothing sensible is an error, not an empty cluster: %j',
    async (yaml) => {
      await manifests(yaml);
      expect(await get('/api/v1/services')).toMatchObject({ status: 500, body: { kind: 'Status' } });
    },
  );

  it('the group of Ingresses always, without objects too', async () => {
    expect((await get('/apis')).body.groups).toMatchObject([{ name: 'networking.k8s.io' }]);
    expect(await names('/apis/networking.k8s.io/v1/ingresses')).toEqual([]);
    expect(await names('/api/v1/namespaces')).toEqual([]);
  });

  it('groups and versions that manifests use, others are 404', async () => {
    expect(await get('/apis/networking.istio.io')).toEqual({ status: 404, body: '404 page not found\n' });
    expect((await get('/apis/networking.istio.io/v1/gateways')).status).toBe(404);
    await manifests(`${GATEWAY}---\n${object('Sidecar', 's', 'networking.istio.io/v1')}`);
    expect((await get('/apis')).body.groups.map(({ name }: { name: string }) => name)).toEqual([
      'networking.istio.io',
      'networking.k8s.io',
    ]);
    expect((await get('/apis/networking.istio.io')).body).toMatchObject({
      kind: 'APIGroup',
      versions: [{ version: 'v1' }, { version: 'v1beta1' }],
      preferredVersion: { groupVersion: 'networking.istio.io/v1', version: 'v1' },
    });
    expect((await get('/apis/networking.istio.io/v1beta1')).body).toMatchObject({
      kind: 'APIResourceList',
      resources: [{ name: 'gateways', kind: 'Gateway', namespaced: true }],
    });
    expect((await get('/apis/networking.istio.io/v2')).status).toBe(404);
    expect((await get('/apis/networking.istio.io/v1/gateways')).status).toBe(404);
    expect(await names('/apis/networking.istio.io/v1beta1/gateways')).toEqual(['g']);
  });

  it('objects in every version of their kind, and a CRD without objects', async () => {
    await manifests(`${GATEWAY}---\n${object('Gateway', 'h', 'networking.istio.io/v1')}`);
    for (const version of ['v1', 'v1beta1']) {
      const { body } = await get(`/apis/networking.istio.io/${version}/gateways`);
      expect(body.items.map((item: { apiVersion: string }) => item.apiVersion)).toEqual(
        Array(2).fill(`networking.istio.io/${version}`),
      );
    }
    await manifests(
      `${object('CustomResourceDefinition', 'gateways', 'apiextensions.k8s.io/v1')}spec: { group: networking.istio.io, names: { kind: Gateway }, versions: [{ name: v1 }, { name: v0, served: false }] }\n`,
    );
    expect(await names('/apis/networking.istio.io/v1/gateways')).toEqual([]);
    expect((await get('/apis/networking.istio.io/v0/gateways')).status).toBe(404);
  });

  it('/version, /api and unknown paths', async () => {
    expect((await get('/version')).body).toMatchObject({ major: '1' });
    expect((await get('/api')).body).toMatchObject({ versions: ['v1'] });
    for (const path of ['/', '/metrics', '/api/v2']) expect((await get(path)).status).toBe(404);
  });
});

describe('paging', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => object('Service', name)).join('---\n');

  it('by limit and continue gives each object once', async () => {
    await manifests(five);
    const found: string[] = [];
    let path = '/api/v1/services?limit=2';
    const remaining: unknown[] = [];
    for (let more = true; more; ) {
      const { body } = await get(path);
      found.push(...body.items.map((item: { metadata: { name: string } }) => item.metadata.name));
      remaining.push(body.metadata.remainingItemCount);
      more = body.metadata.continue !== undefined;
      path = `/api/v1/services?limit=2&continue=${body.metadata.continue}`;
    }
    expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(remaining).toEqual([3, 1, undefined]);
  });

  it('a token is 410 when the manifests changed, 400 when it is none', async () => {
    await manifests(five);
    const { body } = await get('/api/v1/services?limit=2');
    await manifests(`${five}---\n${object('Service', 'f')}`);
    const next = await get(`/api/v1/services?limit=2&continue=${body.metadata.continue}`);
    expect(next).toMatchObject({ status: 410, body: { reason: 'Expired' } });
    expect((await get('/api/v1/services?continue=nonsense')).status).toBe(400);
  });
});

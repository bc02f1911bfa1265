import fc from 'fast-check';
import { KINDS, type Kind } from '../../../shared/kubernetes/kinds.ts';
import { listCluster } from '../../../shared/kubernetes/list-cluster.ts';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';
import { parseSurvey } from '../../../shared/surveys/parse-survey.ts';
import { promise, target, type Verdict } from '../target.ts';
import { broken, mutated, textOf } from '../weird.ts';

const meta = (namespace: string, name: string, more: object = {}) => ({
  namespace,
  name,
  generation: 1,
  ...more,
});
const GROUP = 'gateway.networking.k8s.io';
const parent = { group: GROUP, kind: 'Gateway', namespace: 'shop', name: 'front', sectionName: 'https' };
const accepted = {
  parents: [{ parentRef: parent, conditions: [{ type: 'Accepted', status: 'True', observedGeneration: 1 }] }],
};
const route = (hostname: string) => ({
  metadata: meta('shop', 'route', { annotations: { 'external-dns.kubernetes.io/hostname': hostname } }),
  spec: { parentRefs: [parent], hostnames: [hostname] },
  status: accepted,
});

/** Of each kind a list as an API server answers it. */
const LISTS: Readonly<Record<Kind, readonly unknown[]>> = {
  Service: [
    {
      metadata: meta('istio', 'gateway', { annotations: { 'signpost/hostname': 'a.example.com' } }),
      spec: { type: 'LoadBalancer', selector: { app: 'gateway' } },
      status: { loadBalancer: { ingress: [{ hostname: 'A.elb.amazonaws.com' }] } },
    },
    { metadata: meta('shop', 'web'), spec: { selector: { app: 'web' } }, status: { loadBalancer: {} } },
  ],
  Ingress: [
    {
      metadata: meta('shop', 'web', {
        annotations: {
          'alb.ingress.kubernetes.io/group.name': 'g',
          'alb.ingress.kubernetes.io/actions.blue':
            '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80,"weight":1}]}}',
          'alb.ingress.kubernetes.io/conditions.blue':
            '[{"field":"host-header","hostHeaderConfig":{"values":["c.example.com"]}}]',
        },
      }),
      spec: {
        rules: [
          {
            host: 'b.example.com',
            http: {
              paths: [
                { path: '/', backend: { service: { name: 'blue', port: { name: 'use-annotation' } } } },
                { backend: { service: { name: 'web', port: { number: 80 } } } },
              ],
            },
          },
        ],
        tls: [{ hosts: ['b.example.com'] }],
      },
      status: { loadBalancer: { ingress: [{ hostname: 'b.elb.amazonaws.com' }] } },
    },
  ],
  Namespace: [{ metadata: { name: 'shop', labels: { team: 'shop' } } }, { metadata: { name: 'istio' } }],
  Gateway: [
    {
      metadata: meta('istio', 'entry'),
      spec: { selector: { app: 'gateway' }, servers: [{ hosts: ['shop/a.example.com', '*.b.example.com'] }] },
    },
  ],
  VirtualService: [
    {
      metadata: meta('shop', 'web'),
      spec: { hosts: ['a.example.com'], gateways: ['istio/entry', 'mesh'], exportTo: ['*'] },
    },
  ],
  'Gateway.gateway.networking.k8s.io': [
    {
      metadata: meta('shop', 'front'),
      spec: {
        listeners: [
          {
            name: 'https',
            hostname: '*.example.com',
            port: 443,
            protocol: 'HTTPS',
            allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } },
          },
        ],
      },
      status: { addresses: [{ type: 'Hostname', value: 'front.elb.amazonaws.com' }] },
    },
  ],
  HTTPRoute: [route('d.example.com')],
  GRPCRoute: [route('e.example.com')],
  TLSRoute: [route('f.example.com')],
};

const pathOf = (kind: Kind): string => {
  const { group, resource } = KINDS[kind];
  return group === '' ? `/api/v1/${resource}` : `/apis/${group}/v1/${resource}`;
};
const listOf = (kind: Kind) => ({
  kind: `${kind.split('.')[0]}List`,
  apiVersion: 'v1',
  metadata: {},
  items: LISTS[kind],
});
const groups = ['networking.istio.io', GROUP].flatMap((group): [string, unknown][] => [
  [
    `/apis/${group}`,
    { kind: 'APIGroup', versions: [{ version: 'v1' }], preferredVersion: { version: 'v1' } },
  ],
  [
    `/apis/${group}/v1`,
    {
      kind: 'APIResourceList',
      resources: (Object.keys(KINDS) as Kind[])
        .filter((kind) => KINDS[kind].group === group)
        .map((kind) => ({ name: KINDS[kind].resource })),
    },
  ],
]);
const API = new Map<string, unknown>([
  ...(Object.keys(KINDS) as Kind[]).map((kind): [string, unknown] => [pathOf(kind), listOf(kind)]),
  ...groups,
]);
const PATHS = [...API.keys()];

/** An API server one of whose answers is not as it should be; seldom several. */
const servers = fc
  .array(
    fc.constantFrom(...PATHS).chain((path) =>
      fc.record({
        path: fc.constant(path),
        body: broken(mutated([API.get(path)]).map(textOf)),
        status: fc.constantFrom(200, 200, 200, 200, 200, 200, 404, 403, 429, 500, 301, 0),
      }),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((changes) => new Map(changes.map(({ path, ...answer }) => [path, answer])));

/** Requests that reading this much may take; beyond, a list has no end. */
const REQUESTS = 500;

export const kubernetes = target({
  name: 'Kubernetes answers',
  inputs: servers,
  take: async (changes): Promise<Verdict> => {
    let requests = 0;
    const lists = await listCluster(async (path) => {
      requests += 1;
      promise(requests < REQUESTS, 'reading the cluster has no end');
      const plain = path.split('?')[0] ?? '';
      return changes.get(plain) ?? { status: 200, body: textOf(API.get(plain)) };
    });
    const survey = buildSurvey({ cluster: 'demo', startedAt: 1, tagPrefix: 'signpost', lists });
    promise(survey.complete, 'an incomplete survey from lists');
    const names = new Set(
      (lists.Service ?? []).map((each) => {
        const { namespace, name } = (each as { metadata: { namespace: string; name: string } }).metadata;
        return `Service/${namespace}/${name}`;
      }),
    );
    const entrances = Object.keys(survey.entrances).filter((ref) => ref.startsWith('Service/'));
    promise(entrances.length === names.size, `${entrances.length} entrances of ${names.size} Services`);
    // What is stored is read back.
    promise(parseSurvey(JSON.stringify(survey)) !== undefined, 'a survey that nobody can read');
    return 'accepted';
  },
});

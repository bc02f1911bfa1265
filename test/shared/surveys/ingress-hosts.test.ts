import { describe, expect, it } from 'vitest';
import { parseIngress } from '../../../shared/kubernetes/parse-ingress.ts';
import { behindOf, servedHosts } from '../../../shared/surveys/behind.ts';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';
import { ingressHosts } from '../../../shared/surveys/ingress-hosts.ts';

const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
const rule = (host: string | undefined, ...services: readonly string[]) => ({
  ...(host !== undefined && { host }),
  http: { paths: services.map((service) => ({ path: '/', pathType: 'Prefix', backend: backend(service) })) },
});
const action = (name: string) => ({ service: { name, port: { name: 'use-annotation' } } });
const forward = (...services: readonly string[]) =>
  JSON.stringify({
    type: 'forward',
    forwardConfig: {
      targetGroups: services.map((serviceName) => ({ serviceName, servicePort: 80, weight: 50 })),
    },
  });
const annotations = {
  'alb.ingress.kubernetes.io/actions.blue-green': forward('mesh', 'mesh-green'),
  'alb.ingress.kubernetes.io/actions.plain-and-mesh': forward('plain', 'mesh'),
  'alb.ingress.kubernetes.io/actions.old':
    '{"Type":"forward","ForwardConfig":{"TargetGroups":[{"ServiceName":"mesh","ServicePort":"80"}]}}',
  'alb.ingress.kubernetes.io/actions.plain':
    '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","statusCode":"HTTP_301"}}',
  'alb.ingress.kubernetes.io/actions.by-arn':
    '{"type":"forward","forwardConfig":{"targetGroups":[{"targetGroupARN":"arn:aws:x"}]}}',
  'alb.ingress.kubernetes.io/actions.broken': '{"type":"forward"',
  'alb.ingress.kubernetes.io/conditions.conditioned':
    '[{"field":"path-pattern","pathPatternConfig":{"values":["/x"]}},{"field":"host-header","hostHeaderConfig":{"values":["More.x","*.more.x","api-*.x"]}}]',
  'alb.ingress.kubernetes.io/conditions.patterns':
    '[{"field":"host-header","hostHeaderConfig":{"values":["api-?.x"],"regexValues":["^api.*"]}}]',
  'alb.ingress.kubernetes.io/conditions.paths':
    '[{"Field":"path-pattern","PathPatternConfig":{"Values":["/x"]}}]',
  'alb.ingress.kubernetes.io/conditions.broken': '{',
};
const ingress = (spec: object) =>
  parseIngress({ metadata: { namespace: 'shop', name: 'web', annotations }, spec });
const acted = (host: string | undefined, ...actions: readonly string[]) => ({
  ...(host !== undefined && { host }),
  http: { paths: actions.map((name) => ({ backend: action(name) })) },
});

/** Services of the namespace: two plain ones, and two with a mesh behind them. */
const SERVICES: Parameters<typeof ingressHosts>[1] = (service) =>
  ({
    'shop/plain': {},
    'shop/other': {},
    'shop/conditioned': {},
    'shop/patterns': {},
    'shop/paths': {},
    'shop/broken': {},
    'shop/mesh': { 'Gateway/istio/gw': ['*.example.com'], 'VirtualService/a/b': ['a.example.com'] },
    'shop/mesh-green': { 'Gateway/istio/green': ['a.example.com'] },
    'shop/mesh-of-none': { 'Gateway/istio/none': [] },
  })[service];
const OWN = 'Ingress/shop/web';

describe('what an Ingress serves', () => {
  it.each<[string, object, object]>([
    ['a host', { rules: [rule('a.x', 'plain')] }, { [OWN]: ['a.x'] }],
    [
      'several, in upper case, with a wildcard',
      { rules: [rule('B.x', 'plain'), rule('*.A.x', 'plain')] },
      { [OWN]: ['*.a.x', 'b.x'] },
    ],
    [
      'hosts of TLS beside those of rules',
      { rules: [rule('a.x', 'plain')], tls: [{ hosts: ['b.x', 'a.x'] }] },
      { [OWN]: ['a.x', 'b.x'] },
    ],
    ['TLS alone', { tls: [{ hosts: ['b.x'] }], defaultBackend: backend('plain') }, { [OWN]: ['b.x'] }],
    [
      'a host without paths, which the default backend serves',
      { rules: [{ host: 'a.x' }], defaultBackend: backend('plain') },
      { [OWN]: ['a.x'] },
    ],
    ['no host at all: declares none', { rules: [rule(undefined, 'plain')] }, {}],
    ['a default backend alone: declares none', { defaultBackend: backend('plain') }, {}],
    [
      'a rule without host beside one with',
      { rules: [rule('a.x', 'plain'), rule(undefined, 'other')] },
      { [OWN]: ['*', 'a.x'] },
    ],
    [
      'a default backend beside a rule',
      { rules: [rule('a.x', 'plain')], defaultBackend: backend('other') },
      { [OWN]: ['a.x'] },
    ],
    [
      'an action of the controller instead of a Service',
      { rules: [rule('a.x', 'plain'), rule(undefined, 'ssl-redirect')] },
      { [OWN]: ['a.x'] },
    ],
    ['a host whose only path is an action', { rules: [rule('a.x', 'weighted-forward')] }, { [OWN]: ['a.x'] }],
    [
      'the mesh behind a rule without host',
      { rules: [rule(undefined, 'mesh')] },
      { 'Gateway/istio/gw': ['*.example.com'], 'VirtualService/a/b': ['a.example.com'] },
    ],
    [
      'the mesh behind the default backend',
      { defaultBackend: backend('mesh') },
      { 'Gateway/istio/gw': ['*.example.com'], 'VirtualService/a/b': ['a.example.com'] },
    ],
    [
      'the mesh behind a host: what both have in common',
      { rules: [rule('b.example.com', 'mesh')], tls: [{ hosts: ['other.x'] }] },
      { 'Gateway/istio/gw': ['b.example.com'], 'VirtualService/a/b': [] },
    ],
    [
      'the mesh behind a host that it does not know: declares, and serves nothing',
      { rules: [rule('b.test', 'mesh')] },
      { 'Gateway/istio/gw': [], 'VirtualService/a/b': [] },
    ],
    ['a mesh that serves nothing', { rules: [rule('b.test', 'mesh-of-none')] }, { 'Gateway/istio/none': [] }],
    [
      'the mesh for some paths of a host and a plain Service for others',
      { rules: [rule('b.test', 'mesh', 'plain')] },
      { [OWN]: ['b.test'], 'Gateway/istio/gw': [], 'VirtualService/a/b': [] },
    ],
    [
      'the mesh behind one host, a plain Service behind another',
      { rules: [rule('b.example.com', 'mesh'), rule('c.x', 'plain')] },
      { [OWN]: ['c.x'], 'Gateway/istio/gw': ['b.example.com'], 'VirtualService/a/b': [] },
    ],
    [
      'the mesh beside a redirect of the same host: the host alone is not served',
      { rules: [rule('b.test', 'ssl-redirect', 'mesh')] },
      { 'Gateway/istio/gw': [], 'VirtualService/a/b': [] },
    ],
    [
      'the mesh, and a plain Service for health checks, both without host: the mesh decides',
      { rules: [rule(undefined, 'plain', 'mesh')] },
      { 'Gateway/istio/gw': ['*.example.com'], 'VirtualService/a/b': ['a.example.com'] },
    ],
    [
      'the same as two rules',
      { rules: [rule(undefined, 'plain'), rule(undefined, 'mesh')] },
      { 'Gateway/istio/gw': ['*.example.com'], 'VirtualService/a/b': ['a.example.com'] },
    ],
    [
      'the same beside a host to a plain Service',
      { rules: [rule('c.x', 'plain'), rule(undefined, 'plain'), rule(undefined, 'mesh-of-none')] },
      { [OWN]: ['c.x'], 'Gateway/istio/none': [] },
    ],
    [
      'an action that forwards to two meshes by weights',
      { rules: [acted(undefined, 'blue-green')] },
      {
        'Gateway/istio/green': ['a.example.com'],
        'Gateway/istio/gw': ['*.example.com'],
        'VirtualService/a/b': ['a.example.com'],
      },
    ],
    [
      'the same with a host',
      { rules: [acted('b.example.com', 'blue-green')] },
      { 'Gateway/istio/green': [], 'Gateway/istio/gw': ['b.example.com'], 'VirtualService/a/b': [] },
    ],
    [
      'an action as the default backend, its keys as older pages have them',
      { defaultBackend: action('old') },
      { 'Gateway/istio/gw': ['*.example.com'], 'VirtualService/a/b': ['a.example.com'] },
    ],
    [
      'an action that forwards to the mesh and to a plain Service',
      { rules: [acted('b.test', 'plain-and-mesh')] },
      { [OWN]: ['b.test'], 'Gateway/istio/gw': [], 'VirtualService/a/b': [] },
    ],
    [
      'an action that has the name of a Service, and redirects',
      { rules: [rule('a.x', 'other'), acted(undefined, 'plain')] },
      { [OWN]: ['a.x'] },
    ],
    [
      'actions by ARN, of no form, and that are not there',
      { rules: [rule('a.x', 'plain'), acted(undefined, 'by-arn', 'broken', 'absent')] },
      { [OWN]: ['a.x'] },
    ],
    [
      'hosts that a condition adds to the host of a rule',
      { rules: [rule('a.x', 'conditioned')] },
      { [OWN]: ['*.more.x', 'a.x', 'more.x'] },
    ],
    [
      'hosts that a condition gives to a rule without',
      { rules: [rule(undefined, 'conditioned')] },
      { [OWN]: ['*.more.x', 'more.x'] },
    ],
    [
      'a rule without host, and a path of it with hosts by a condition',
      { rules: [rule(undefined, 'plain', 'conditioned')] },
      { [OWN]: ['*', '*.more.x', 'more.x'] },
    ],
    [
      'a rule without host, but with a pattern that names cannot have: not every host',
      { rules: [rule('a.x', 'plain'), rule(undefined, 'patterns')] },
      { [OWN]: ['a.x'] },
    ],
    [
      'conditions that are not about hosts, or of no form',
      { rules: [rule('a.x', 'plain'), rule(undefined, 'paths', 'broken')] },
      { [OWN]: ['*', 'a.x'] },
    ],
    ['rules that are null', { rules: null, tls: null }, {}],
    [
      'a rule of another form',
      { rules: ['x', { host: 3 }, { http: null }, rule('a.x', 'plain')] },
      { [OWN]: ['a.x'] },
    ],
    ['an empty host', { rules: [rule('', 'plain')] }, {}],
    [
      'a backend that is no Service',
      { rules: [{ host: 'a.x', http: { paths: [{ backend: { resource: {} } }] } }] },
      { [OWN]: ['a.x'] },
    ],
  ])('%s', (_, spec, expected) => {
    expect(ingressHosts(ingress(spec), SERVICES).serves).toEqual(expected);
  });
});

it('a group of Ingresses over namespaces shows one ALB, and serves the hosts of all; its frontend NLB the same', () => {
  const of = (namespace: string, host: string, ...shows: readonly string[]) => ({
    metadata: { namespace, name: 'web' },
    spec: { rules: [rule(host, 'plain')] },
    status: { loadBalancer: { ingress: shows.map((hostname) => ({ hostname })) } },
  });
  const Ingress = [
    of('shop', 'a.x', 'ALB.amazonaws.com', 'nlb.amazonaws.com'),
    of('pay', 'b.x', 'alb.amazonaws.com', 'nlb.amazonaws.com'),
    of('else', 'c.x', 'other.amazonaws.com'),
  ];
  const survey = buildSurvey({
    cluster: 'demo',
    startedAt: 1,
    tagPrefix: 'signpost',
    lists: { Service: [], Ingress },
  });
  for (const dnsName of ['alb.amazonaws.com', 'nlb.amazonaws.com'])
    expect(servedHosts(behindOf(survey, dnsName)), dnsName).toEqual(['a.x', 'b.x']);
});

describe('an Ingress without any host in a group', () => {
  const of = (name: string, spec: object, dnsName = 'alb.amazonaws.com') => ({
    metadata: { namespace: 'shop', name },
    spec,
    status: { loadBalancer: { ingress: [{ hostname: dnsName }] } },
  });
  const selector = { istio: 'ingressgateway' };
  const Service = [
    { metadata: { namespace: 'shop', name: 'plain' } },
    { metadata: { namespace: 'shop', name: 'mesh' }, spec: { selector } },
  ];
  const Gateway = [
    { metadata: { namespace: 'a', name: 'g' }, spec: { selector, servers: [{ hosts: ['a.x'] }] } },
  ];
  const all = of('all', { rules: [rule(undefined, 'plain')] });

  it.each<[string, readonly unknown[], readonly string[]]>([
    ['alone declares none', [all], []],
    ['with another without host declares none', [all, of('more', { rules: [rule(undefined, 'plain')] })], []],
    [
      'serves every host beside one that declares some',
      [all, of('web', { rules: [rule('b.x', 'plain')] })],
      ['*', 'b.x'],
    ],
    ['not that of another ALB', [all, of('web', { rules: [rule('b.x', 'plain')] }, 'other.aws')], []],
    ['nor beside the mesh', [all, of('web', { rules: [rule(undefined, 'mesh')] })], ['a.x']],
  ])('%s', (_, Ingress, hosts) => {
    const lists = { Service, Ingress, Gateway };
    const survey = buildSurvey({ cluster: 'demo', startedAt: 1, tagPrefix: 'signpost', lists });
    expect(servedHosts(behindOf(survey, 'alb.amazonaws.com'))).toEqual(hosts);
  });
});

it('an ALB in front of the mesh: Ingress, Service of any type, its Gateways', () => {
  const selector = { istio: 'ingressgateway' };
  const Service = ['NodePort', 'ClusterIP', 'LoadBalancer'].map((type) => ({
    metadata: { namespace: 'istio-system', name: type.toLowerCase() },
    spec: { type, selector },
  }));
  const Ingress = Service.map(({ metadata }) => ({
    metadata,
    spec: { rules: [rule(undefined, metadata.name)] },
    status: { loadBalancer: { ingress: [{ hostname: `${metadata.name}.amazonaws.com` }] } },
  }));
  const Gateway = [
    { metadata: { namespace: 'a', name: 'g' }, spec: { selector, servers: [{ hosts: ['a.example.com'] }] } },
  ];
  const survey = buildSurvey({
    cluster: 'demo',
    startedAt: 1,
    tagPrefix: 'signpost',
    lists: { Service, Ingress, Gateway },
  });
  for (const { metadata } of Service)
    expect(behindOf(survey, `${metadata.name}.amazonaws.com`)).toMatchObject({
      objects: ['Gateway/a/g', `Ingress/istio-system/${metadata.name}`],
      serves: { 'Gateway/a/g': ['a.example.com'] },
    });
});

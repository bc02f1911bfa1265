import { describe, expect, it } from 'vitest';
import type { Lists } from '../../../shared/kubernetes/kinds.ts';
import { behindOf, declaringKinds, servedHosts } from '../../../shared/surveys/behind.ts';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';
import { surveyed } from '../../stage/surveyed.ts';

const DNS = 'nlb-1.elb.us-east-1.amazonaws.com';
const at = (name: string, namespace = 'istio') => ({ name, namespace });

const service = (name: string, selector: unknown, ...hostnames: readonly string[]) => ({
  metadata: at(name),
  spec: { type: 'LoadBalancer', selector },
  status: { loadBalancer: { ingress: hostnames.map((hostname) => ({ hostname })) } },
});
const gateway = (name: string, selector: unknown, ...hosts: readonly string[]) => ({
  metadata: at(name, 'apps'),
  spec: { selector, servers: [{ hosts }] },
});
const build = (services: readonly unknown[], istioGateways: readonly unknown[] = []) =>
  surveyed({ cluster: 'demo', startedAt: 7, services, istioGateways });
const told = (survey: ReturnType<typeof build>, dnsName = DNS) => {
  const behind = behindOf(survey, dnsName);
  return { objects: behind.objects, declares: declaringKinds(behind).length > 0, hosts: servedHosts(behind) };
};
const behind = (serviceSelector: unknown, gatewaySelector: unknown) =>
  told(build([service('gw', serviceSelector, DNS)], [gateway('g', gatewaySelector, 'a.example.com')]));

describe('which Gateways stand behind a load balancer', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['equal selectors', { istio: 'ext' }, { istio: 'ext' }, true],
    ['contained', { istio: 'ext', app: 'gw' }, { istio: 'ext' }, true],
    ['wider than the Service', { istio: 'ext' }, { istio: 'ext', app: 'gw' }, false],
    ['another value', { istio: 'int' }, { istio: 'ext' }, false],
    ['another key', { app: 'ext' }, { istio: 'ext' }, false],
    ['an empty selector', { istio: 'ext' }, {}, false],
    ['no selector', { istio: 'ext' }, undefined, false],
    ['a null selector', { istio: 'ext' }, null, false],
    ['a Service without selector', undefined, { istio: 'ext' }, false],
    ['a key that every object has', { istio: 'ext' }, { constructor: 'x' }, false],
    ['a selector that is no map', { istio: 'ext' }, 'istio=ext', false],
    ['a selector with a value that is no string', { istio: 'ext' }, { istio: 1 }, false],
  ])('%s', (_, serviceSelector, gatewaySelector, stands) => {
    expect(behind(serviceSelector, gatewaySelector)).toEqual({
      objects: stands ? ['Gateway/apps/g', 'Service/istio/gw'] : ['Service/istio/gw'],
      declares: stands,
      hosts: stands ? ['a.example.com'] : [],
    });
  });

  it('several, and several Services with one load balancer: hosts of all, each once, sorted', () => {
    const found = build(
      [service('one', { istio: 'a' }, DNS), service('two', { istio: 'b' }, DNS)],
      [
        gateway('x', { istio: 'a' }, 'b.example.com', '*.example.org'),
        gateway('y', { istio: 'a' }, 'ns/b.example.com', 'A.example.com'),
        gateway('z', { istio: 'b' }, '*'),
      ],
    );
    expect(told(found)).toEqual({
      objects: [
        'Gateway/apps/x',
        'Gateway/apps/y',
        'Gateway/apps/z',
        'Service/istio/one',
        'Service/istio/two',
      ],
      declares: true,
      hosts: ['*', '*.example.org', 'a.example.com', 'b.example.com'],
    });
  });

  it('two load balancers of one Service have the same behind them', () => {
    const found = build(
      [service('gw', { istio: 'a' }, DNS, 'other.amazonaws.com')],
      [gateway('g', { istio: 'a' }, '*')],
    );
    expect(told(found).objects).toEqual(['Gateway/apps/g', 'Service/istio/gw']);
    expect(told(found, 'other.amazonaws.com')).toEqual(told(found));
  });

  it('a Gateway that serves no namespace declares and serves nothing', () => {
    const found = build(
      [service('gw', { istio: 'a' }, DNS)],
      [gateway('g', { istio: 'a' }, '~/a.example.com')],
    );
    expect(told(found)).toMatchObject({ declares: true, hosts: [] });
  });

  it('a Gateway without hosts declares nothing', () => {
    const found = build([service('gw', { istio: 'a' }, DNS)], [gateway('g', { istio: 'a' })]);
    expect(told(found)).toMatchObject({ declares: false, objects: ['Service/istio/gw'] });
  });
});

describe('objects as they may come', () => {
  it('hostnames of a status are kept in lower case, addresses are not', () => {
    const found = build([
      {
        ...service('gw', { a: 'b' }),
        status: {
          loadBalancer: {
            ingress: [{ hostname: DNS.toUpperCase() }, { ip: '192.0.2.1' }, { hostname: null }],
          },
        },
      },
    ]);
    expect(found.entrances).toEqual({ 'Service/istio/gw': { shows: [DNS], serves: {} } });
  });

  it.each<[string, object]>([
    ['no spec, no status', {}],
    ['null spec, null status', { spec: null, status: null }],
    ['null fields', { spec: { type: null, selector: null }, status: { loadBalancer: null } }],
    ['an empty status', { spec: {}, status: { loadBalancer: {} } }],
    ['null ingress', { spec: {}, status: { loadBalancer: { ingress: null } } }],
  ])('a Service with %s has no load balancer', (_, fields) => {
    const found = build([{ metadata: at('s'), ...fields }]);
    expect(found.entrances).toEqual({ 'Service/istio/s': { shows: [], serves: {} } });
  });

  it.each<[string, object]>([
    ['no spec', {}],
    ['null servers', { spec: { servers: null } }],
    ['a server without hosts', { spec: { servers: [{}, null, 'x'] } }],
    ['hosts that are no strings', { spec: { servers: [{ hosts: [1, null] }] } }],
  ])('a Gateway with %s is there and serves nothing', (_, fields) => {
    expect(told(build([service('gw', {}, DNS)], [{ metadata: at('g'), ...fields }]))).toMatchObject({
      declares: false,
      hosts: [],
    });
  });

  it('one malformed Gateway does not hide the others', () => {
    const found = build(
      [service('gw', { istio: 'a' }, DNS)],
      [
        { metadata: at('bad'), spec: { selector: 3, servers: {} } },
        gateway('g', { istio: 'a' }, 'a.example.com'),
      ],
    );
    expect(told(found)).toMatchObject({ hosts: ['a.example.com'] });
  });

  it.each([
    null,
    'x',
    {},
    { metadata: null },
    { metadata: { name: 'a' } },
    { metadata: { name: '', namespace: 'n' } },
  ])('%j is no object: everything or an error', (item) => {
    expect(() => build([item])).toThrow(/metadata|object/);
    expect(() => build([], [item])).toThrow(/metadata|object/);
  });

  it('the same objects in another order make the same document', () => {
    const services = [service('a', { x: '1' }, 'b.aws'), service('b', { x: '1' }, 'a.aws')];
    const gateways = [gateway('p', { x: '1' }, 'q', 'r'), gateway('o', { x: '1' }, 's')];
    const one = JSON.stringify(build(services, gateways));
    expect(JSON.stringify(build(services.toReversed(), gateways.toReversed()))).toBe(one);
  });

  it('is complete, and says when it began and which kinds the cluster does not have', () => {
    const build = (lists: Lists) =>
      buildSurvey({ cluster: 'demo', startedAt: 7, tagPrefix: 'signpost', lists });
    expect(build({ Service: [], Ingress: [], Namespace: [] })).toEqual({
      schema: 2,
      cluster: 'demo',
      startedAt: 7,
      complete: true,
      notServed: [
        'Gateway',
        'VirtualService',
        'Gateway.gateway.networking.k8s.io',
        'HTTPRoute',
        'GRPCRoute',
        'TLSRoute',
      ],
      entrances: {},
      annotations: {},
    });
    const none = { Gateway: [], VirtualService: [], HTTPRoute: [], GRPCRoute: [], TLSRoute: [] };
    const all = build({ Service: [], ...none, 'Gateway.gateway.networking.k8s.io': [] });
    expect(all).not.toHaveProperty('notServed');
  });

  it('keeps annotations that may ask for names, of what load balancers stand in front of and of what declares hosts there', () => {
    const asks = {
      'signpost/hostname': 'a.x',
      'external-dns.kubernetes.io/ttl': '60',
      'external-dns.alpha.kubernetes.io/hostname': 'b.x',
      'route53.v1beta1.tetrate.io/hostname': 'c.x',
    };
    const annotations = { ...asks, 'signposts/hostname': 'x', 'meta.helm.sh/release-name': 'x' };
    const annotated = (object: object & { metadata: object }) => ({
      ...object,
      metadata: { ...object.metadata, annotations },
    });
    const found = build(
      [annotated(service('gw', { a: 'b' }, DNS)), annotated(service('none', {}))],
      [annotated(gateway('g', { a: 'b' }, 'a.x')), annotated(gateway('behind-nothing', { c: 'd' }, 'a.x'))],
    );
    expect(found.annotations).toEqual({
      'Gateway/apps/g': asks,
      'Service/istio/gw': asks,
      'Service/istio/none': asks,
    });
  });
});

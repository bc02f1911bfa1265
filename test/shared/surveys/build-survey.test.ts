import { describe, expect, it } from 'vitest';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';

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
  buildSurvey({ cluster: 'demo', startedAt: 7, services, istioGateways });
const behind = (serviceSelector: unknown, gatewaySelector: unknown) =>
  build([service('gw', serviceSelector, DNS)], [gateway('g', gatewaySelector, 'a.example.com')])
    .loadBalancers[DNS];

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
    expect(found.loadBalancers).toEqual({
      [DNS]: {
        objects: [
          'Gateway/apps/x',
          'Gateway/apps/y',
          'Gateway/apps/z',
          'Service/istio/one',
          'Service/istio/two',
        ],
        declares: true,
        hosts: ['*', '*.example.org', 'a.example.com', 'b.example.com'],
      },
    });
  });

  it('two load balancers of one Service have the same behind them', () => {
    const found = build(
      [service('gw', { istio: 'a' }, DNS, 'other.amazonaws.com')],
      [gateway('g', { istio: 'a' }, '*')],
    );
    expect(Object.keys(found.loadBalancers)).toEqual([DNS, 'other.amazonaws.com']);
    expect(found.loadBalancers['other.amazonaws.com']).toEqual(found.loadBalancers[DNS]);
  });

  it('a Gateway that serves no namespace declares and serves nothing', () => {
    const found = build(
      [service('gw', { istio: 'a' }, DNS)],
      [gateway('g', { istio: 'a' }, '~/a.example.com')],
    );
    expect(found.loadBalancers[DNS]).toMatchObject({ declares: true, hosts: [] });
  });

  it('a Gateway without hosts declares nothing', () => {
    const found = build([service('gw', { istio: 'a' }, DNS)], [gateway('g', { istio: 'a' })]);
    expect(found.loadBalancers[DNS]).toMatchObject({ declares: false, objects: ['Service/istio/gw'] });
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
    expect(found.services).toEqual({
      'istio/gw': { type: 'LoadBalancer', selector: { a: 'b' }, hostnames: [DNS] },
    });
  });

  it.each<[string, object]>([
    ['no spec, no status', {}],
    ['null spec, null status', { spec: null, status: null }],
    ['null fields', { spec: { type: null, selector: null }, status: { loadBalancer: null } }],
    ['an empty status', { spec: {}, status: { loadBalancer: {} } }],
    ['null ingress', { spec: {}, status: { loadBalancer: { ingress: null } } }],
  ])('a Service with %s has no load balancer', (_, fields) => {
    const found = build([{ metadata: at('s'), ...fields }]);
    expect(found.services).toEqual({ 'istio/s': { type: 'ClusterIP', selector: {}, hostnames: [] } });
    expect(found.loadBalancers).toEqual({});
  });

  it.each<[string, object]>([
    ['no spec', {}],
    ['null servers', { spec: { servers: null } }],
    ['a server without hosts', { spec: { servers: [{}, null, 'x'] } }],
    ['hosts that are no strings', { spec: { servers: [{ hosts: [1, null] }] } }],
  ])('a Gateway with %s is there and serves nothing', (_, fields) => {
    expect(build([], [{ metadata: at('g'), ...fields }]).gateways).toEqual({
      'istio/g': { selector: {}, hosts: [] },
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
    expect(found.loadBalancers[DNS]).toMatchObject({ hosts: ['a.example.com'] });
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

  it('is complete and says when it began', () => {
    expect(build([])).toEqual({
      schema: 1,
      cluster: 'demo',
      startedAt: 7,
      complete: true,
      services: {},
      gateways: {},
      loadBalancers: {},
    });
  });
});

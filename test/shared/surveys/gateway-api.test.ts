import { describe, expect, it } from 'vitest';
import type { Lists } from '../../../shared/kubernetes/kinds.ts';
import { behindOf, declaringKinds, servedHosts } from '../../../shared/surveys/behind.ts';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';

const GROUP = 'gateway.networking.k8s.io';
const GATEWAY = `Gateway.${GROUP}`;
const DNS = 'alb.amazonaws.com';

const listener = (hostname: string | undefined, more: object = {}) => ({
  name: 'web',
  port: 443,
  protocol: 'HTTPS',
  ...(hostname !== undefined && { hostname }),
  ...more,
});
const gateway = (...listeners: readonly unknown[]) => ({
  metadata: { namespace: 'infra', name: 'gw' },
  spec: { gatewayClassName: 'alb', listeners },
  status: { addresses: [{ type: 'Hostname', value: DNS }] },
});
const PARENT = { name: 'gw', namespace: 'infra' };
const accepted = (parentRef: object = PARENT, more: object = {}) => ({
  parentRef,
  controllerName: 'example.com/any',
  conditions: [{ type: 'Accepted', status: 'True', observedGeneration: 3, ...more }],
});

interface RouteGiven {
  readonly hostnames?: unknown;
  readonly parentRefs?: readonly unknown[];
  readonly parents?: readonly unknown[];
  readonly namespace?: string;
}
const route = ({
  hostnames,
  parentRefs = [PARENT],
  parents = [accepted()],
  namespace = 'infra',
}: RouteGiven = {}) => ({
  metadata: { namespace, name: 'route', generation: 3 },
  spec: { parentRefs, hostnames },
  status: { parents },
});
const NAMESPACES = [
  { metadata: { name: 'infra' } },
  { metadata: { name: 'shop', labels: { team: 'blue', public: 'yes' } } },
];

const survey = (lists: Lists) =>
  buildSurvey({
    cluster: 'demo',
    startedAt: 1,
    tagPrefix: 'signpost',
    lists: { Service: [], Namespace: NAMESPACES, ...lists },
  });
function served(gateways: readonly unknown[], lists: Lists): readonly string[] {
  return servedHosts(behindOf(survey({ [GATEWAY]: gateways, ...lists }), DNS));
}
const one = (hostname: string | undefined, given: RouteGiven, more: object = {}) =>
  served([gateway(listener(hostname, more))], { HTTPRoute: [route(given)] });

/** What a listener and a Route have in common. The remark says where external-dns decides otherwise, and why we do. */
describe('hostnames', () => {
  it.each<[string | undefined, readonly unknown[] | undefined, readonly string[], string]>([
    ['a.x', ['a.x'], ['a.x'], 'the same'],
    ['*.x', ['a.x'], ['a.x'], 'the same'],
    ['*.x', ['a.b.x'], ['a.b.x'], 'the same: several labels'],
    ['*.x', ['x'], [], 'the same'],
    ['a.x', ['*.x'], ['a.x'], 'the same: the more specific'],
    ['*.x', ['*.b.x'], ['*.b.x'], 'the same'],
    ['*.b.x', ['*.x'], ['*.b.x'], 'the same'],
    ['a.x', ['b.x'], [], 'the same'],
    [undefined, ['a.x', '*.y'], ['*.y', 'a.x'], 'the same'],
    ['*.x', undefined, ['*.x'], 'the same: the hostname of the listener'],
    ['a.x', [], ['a.x'], 'the same'],
    [
      undefined,
      undefined,
      ['*'],
      'it publishes nothing; as a check it covers every name, as a source it gives none',
    ],
    ['A.X', ['a.x'], ['a.x'], 'the same: case does not count'],
    ['', ['a.x'], ['a.x'], 'the same: an empty hostname is none'],
    [undefined, ['192.0.2.1', 'a.x'], ['a.x'], 'the same: an address is no host'],
    [undefined, [3, null, 'a.*.x', 'a b', 'a/b', 'a..x'], [], 'what is no hostname serves nothing'],
    [undefined, [3], [], 'none that is one is not none at all'],
    [undefined, null as never, ['*'], 'the same'],
  ])('listener %j, route %j: %j; external-dns: %s', (hostname, hostnames, expected) => {
    expect(one(hostname, { hostnames })).toEqual(expected);
  });
});

describe('a Route is attached', () => {
  const HOSTS = { hostnames: ['a.x'] };
  it.each<[string, RouteGiven, object, boolean, string]>([
    ['that names the Gateway and is accepted', {}, {}, true, 'the same'],
    [
      'accepted for an earlier generation',
      { parents: [accepted(PARENT, { observedGeneration: 2 })] },
      {},
      false,
      'it ignores the generation; what the Route asks for since then nobody has accepted',
    ],
    [
      'accepted without a generation',
      { parents: [accepted(PARENT, { observedGeneration: undefined })] },
      {},
      true,
      'the same',
    ],
    ['not accepted', { parents: [accepted(PARENT, { status: 'False' })] }, {}, false, 'the same'],
    ['accepted as Unknown', { parents: [accepted(PARENT, { status: 'Unknown' })] }, {}, false, 'the same'],
    [
      'with another condition only',
      { parents: [accepted(PARENT, { type: 'ResolvedRefs' })] },
      {},
      false,
      'the same',
    ],
    ['that nobody has answered yet', { parents: [] }, {}, false, 'the same'],
    ['accepted by a parent that it no longer names', { parentRefs: [] }, {}, false, 'the same'],
    ['of another namespace, with Same', { namespace: 'shop' }, {}, false, 'the same: Same is the default'],
    [
      'of another namespace, with All',
      { namespace: 'shop' },
      { allowedRoutes: { namespaces: { from: 'All' } } },
      true,
      'the same',
    ],
    [
      'of the same namespace, with None',
      {},
      { allowedRoutes: { namespaces: { from: 'None' } } },
      false,
      'it does not know None',
    ],
    [
      'whose namespace the labels match',
      { namespace: 'shop' },
      selecting({ matchLabels: { team: 'blue' } }),
      true,
      'the same',
    ],
    [
      'whose namespace they do not match',
      { namespace: 'shop' },
      selecting({ matchLabels: { team: 'red' } }),
      false,
      'the same',
    ],
    [
      'whose namespace is selected by its name',
      { namespace: 'shop' },
      selecting({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }),
      true,
      'the same',
    ],
    ['In', { namespace: 'shop' }, expression('team', 'In', ['blue', 'red']), true, 'the same'],
    ['In, without such a label', {}, expression('team', 'In', ['blue']), false, 'the same'],
    ['NotIn', { namespace: 'shop' }, expression('team', 'NotIn', ['blue']), false, 'the same'],
    ['NotIn, without such a label', {}, expression('team', 'NotIn', ['blue']), true, 'the same'],
    ['Exists', { namespace: 'shop' }, expression('public', 'Exists'), true, 'the same'],
    ['DoesNotExist', { namespace: 'shop' }, expression('public', 'DoesNotExist'), false, 'the same'],
    [
      'by a selector of another form',
      { namespace: 'shop' },
      expression('team', 'Like', ['b']),
      false,
      'lets nobody in',
    ],
    ['by an empty selector', { namespace: 'shop' }, selecting({}), true, 'the same: it matches all'],
    [
      'of a namespace that is not listed',
      { namespace: 'new' },
      selecting({}),
      false,
      'nobody knows its labels',
    ],
    [
      'to a listener for its kind',
      {},
      { allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } },
      true,
      'the same',
    ],
    [
      'to a listener for others',
      {},
      { allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } },
      false,
      'the same',
    ],
    [
      'to a listener for a kind of another group',
      {},
      { allowedRoutes: { kinds: [{ group: 'x', kind: 'HTTPRoute' }, { kind: 'TCPRoute' }] } },
      false,
      'the same',
    ],
    [
      'to a listener for kinds of another group alone',
      {},
      { allowedRoutes: { kinds: [{ group: 'x', kind: 'HTTPRoute' }] } },
      false,
      'the same',
    ],
    ['to a listener of TLS passed through', {}, { protocol: 'TLS' }, false, 'the same'],
    ['to a listener of plain HTTP', {}, { protocol: 'HTTP' }, true, 'the same: HTTP and HTTPS alike'],
    ['to a section by its name', section({ sectionName: 'web' }), {}, true, 'the same'],
    ['to another section', section({ sectionName: 'other' }), {}, false, 'the same'],
    ['by its port', section({ port: 443 }), {}, true, 'the same'],
    ['by another port', section({ port: 80 }), {}, false, 'the same'],
    [
      'accepted for another section than it names',
      {
        parentRefs: [{ ...PARENT, sectionName: 'web' }],
        parents: [accepted({ ...PARENT, sectionName: 'other' })],
      },
      {},
      false,
      'it compares neither section nor port; the acceptance is of the other one',
    ],
    ['to a Service', section({ group: '', kind: 'Service' }), {}, false, 'the same: a mesh, no Gateway'],
    ['to a Gateway of another name', section({ name: 'other' }), {}, false, 'the same'],
  ])('%s: %j, %j: %s; external-dns: %s', (_, given, more, attached) => {
    expect(one('a.x', { ...HOSTS, ...given }, more)).toEqual(attached ? ['a.x'] : []);
  });

  it('in its own namespace without naming one', () => {
    const parentRef = { name: 'gw' };
    expect(one('a.x', { parentRefs: [parentRef], parents: [accepted()] })).toEqual(['a.x']);
  });

  it.each([
    ['GRPCRoute', 'HTTPS', true],
    ['GRPCRoute', 'TLS', false],
    ['TLSRoute', 'TLS', true],
    ['TLSRoute', 'HTTPS', false],
    ['HTTPRoute', 'TCP', false],
  ] as const)('%s to a listener of %s: %s', (kind, protocol, attached) => {
    const hosts = served([gateway(listener('a.x', { protocol }))], {
      [kind]: [route({ hostnames: ['a.x'] })],
    });
    expect(hosts).toEqual(attached ? ['a.x'] : []);
  });

  it('to two listeners serves what it has in common with either', () => {
    const both = gateway(listener('*.x', { name: 'one' }), listener('*.y', { name: 'two' }));
    expect(served([both], { HTTPRoute: [route({ hostnames: ['a.x', 'b.y', 'c.z'] })] })).toEqual([
      'a.x',
      'b.y',
    ]);
  });
});

function selecting(selector: object) {
  return { allowedRoutes: { namespaces: { from: 'Selector', selector } } };
}
function expression(key: string, operator: string, values?: readonly string[]) {
  return selecting({ matchExpressions: [{ key, operator, ...(values && { values }) }] });
}
function section(more: object): RouteGiven {
  return { parentRefs: [{ ...PARENT, ...more }], parents: [accepted({ ...PARENT, ...more })] };
}

describe('what a Gateway declares', () => {
  const declares = (gateways: readonly unknown[], lists: Lists = {}) =>
    declaringKinds(behindOf(survey({ [GATEWAY]: gateways, ...lists }), DNS));

  it.each<[string, unknown, Lists, readonly string[]]>([
    [
      'a listener with a hostname and no Route: declares, and serves nothing',
      gateway(listener('a.x')),
      {},
      [GATEWAY],
    ],
    [
      'a listener without hostname and no Route: nothing, as a TCP one',
      gateway(listener(undefined, { protocol: 'TCP' })),
      {},
      [],
    ],
    [
      'a Route',
      gateway(listener(undefined)),
      { HTTPRoute: [route({ hostnames: ['a.x'] })] },
      [GATEWAY, 'HTTPRoute'],
    ],
    [
      'a Route of another Gateway: of an HTTPS listener, and serves nothing',
      gateway(listener(undefined)),
      { HTTPRoute: [route({ parentRefs: [{ name: 'b' }] })] },
      [GATEWAY],
    ],
    ['no listeners: nothing', gateway(), {}, []],
    [
      'listeners of another form: nothing',
      { ...gateway(), spec: { listeners: [3, { hostname: 'a.x' }] } },
      {},
      [],
    ],
  ])('%s', (_, given, lists, expected) => {
    expect(declares([given], lists)).toEqual(expected);
  });
});

describe('the load balancers of a Gateway', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['a Hostname', [{ type: 'Hostname', value: 'LB.aws' }], ['lb.aws']],
    ['an address', [{ type: 'IPAddress', value: '192.0.2.1' }], []],
    ['IPv6', [{ value: '2001:db8::1' }], []],
    ['a name without a type, as older controllers write', [{ value: 'lb.aws' }], ['lb.aws']],
    [
      'several',
      [
        { type: 'Hostname', value: 'b.aws' },
        { type: 'Hostname', value: 'a.aws' },
      ],
      ['a.aws', 'b.aws'],
    ],
    ['none', null, []],
    ['of another form', [3, { type: 'Hostname' }], []],
  ])('by the addresses of its status: %s', (_, addresses, shows) => {
    const own = { ...gateway(), status: { addresses } };
    expect(survey({ [GATEWAY]: [own] }).entrances[`${GATEWAY}/infra/gw`]).toEqual({ shows, serves: {} });
  });

  const HTTPRoute = [route({ hostnames: ['a.x'] })];
  const service = (selector: object, name = 'gw-istio', namespace = 'infra') => ({
    metadata: { namespace, name },
    spec: { selector },
    status: { loadBalancer: { ingress: [{ hostname: 'nlb.aws' }] } },
  });
  const through = (Service: readonly unknown[], own: unknown = gateway(listener('a.x'))) =>
    servedHosts(behindOf(survey({ Service, [GATEWAY]: [own], HTTPRoute }), 'nlb.aws'));

  it('and those of the Service that selects its pods by the label of its name', () => {
    expect(through([service({ [`${GROUP}/gateway-name`]: 'gw' })])).toEqual(['a.x']);
    expect(through([service({ [`${GROUP}/gateway-name`]: 'other' })])).toEqual([]);
    expect(
      through([service({ [`${GROUP}/gateway-name`]: 'gw' }, 'gw', 'shop')]),
      'of another namespace',
    ).toEqual([]);
  });

  it.each([
    ['gw-istio.infra.svc', ['a.x']],
    ['gw-istio.infra.svc.cluster.local', ['a.x']],
    ['gw-istio.shop.svc.cluster.local', []],
  ])('and those of the Service whose address it has: %s', (value, hosts) => {
    const own = { ...gateway(listener('a.x')), status: { addresses: [{ type: 'Hostname', value }] } };
    expect(through([service({ app: 'x' })], own)).toEqual(hosts);
  });

  it('and the ALB of an Ingress in front of that Service', () => {
    const Service = [{ ...service({ [`${GROUP}/gateway-name`]: 'gw' }), status: {} }];
    const Ingress = [
      {
        metadata: { namespace: 'infra', name: 'front' },
        spec: { defaultBackend: { service: { name: 'gw-istio', port: { number: 80 } } } },
        status: { loadBalancer: { ingress: [{ hostname: 'front.aws' }] } },
      },
    ];
    const found = survey({ Service, Ingress, HTTPRoute, [GATEWAY]: [gateway(listener('a.x'))] });
    expect(servedHosts(behindOf(found, 'front.aws'))).toEqual(['a.x']);
  });
});

it.each([GATEWAY, 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'Namespace'] as const)(
  '%s without a name: everything or an error',
  (kind) => {
    expect(() => survey({ [kind]: [{ metadata: {} }] })).toThrow(/name/);
  },
);

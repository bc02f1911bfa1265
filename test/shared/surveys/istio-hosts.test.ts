import { describe, expect, it } from 'vitest';
import { parseIstioGateway, parseVirtualService } from '../../../shared/kubernetes/parse-istio.ts';
import { istioHosts } from '../../../shared/surveys/istio-hosts.ts';

const LABELS = { istio: 'ingress' };
const gateway = (hosts: readonly unknown[], namespace = 'mesh', name = 'gw') =>
  parseIstioGateway({ metadata: { namespace, name }, spec: { selector: LABELS, servers: [{ hosts }] } });
const virtualService = (spec: object, namespace = 'shop') =>
  parseVirtualService({ metadata: { namespace, name: 'vs' }, spec: { gateways: ['mesh/gw'], ...spec } });
const served = (
  gateways: Parameters<typeof istioHosts>[0],
  virtualServices: Parameters<typeof istioHosts>[1] = [],
  namespace = 'pods',
) => istioHosts(gateways, virtualServices)({ namespace, selector: { ...LABELS, app: 'gateway' } });

/** What a Gateway's hosts serve. The remark says where external-dns (its istio-gateway source) decides otherwise, and why we do. */
describe('hosts of a Gateway', () => {
  it.each<[readonly unknown[], readonly string[], string]>([
    [['a.example.com'], ['a.example.com'], 'the same'],
    [['*.example.com'], ['*.example.com'], 'the same'],
    [['shop/a.example.com'], ['a.example.com'], 'the same: a namespace is no part of the host'],
    [['./a.example.com'], ['a.example.com'], 'the same'],
    [['*/a.example.com'], ['a.example.com'], 'the same'],
    [
      ['~/a.example.com'],
      [],
      'it publishes a.example.com; no namespace may attach to it, so nothing is ever served',
    ],
    [['*'], ['*'], 'it leaves "*" out; as a check it covers every name, and as a source it gives none'],
    [['shop/*'], ['*'], 'the same as "*"'],
    [
      ['A.Example.COM'],
      ['a.example.com'],
      'it keeps upper case, which then differs from the record it reads back',
    ],
    [['a/b/c.example.com'], [], 'it publishes the whole text, which is no hostname'],
    [[''], [], 'the same'],
    [['a.*.example.com'], [], 'it publishes it; Istio refuses such a host'],
  ])('%j serves %j; external-dns: %s', (hosts, expected) => {
    expect(served([gateway(hosts)])).toEqual({ 'Gateway/mesh/gw': expected });
  });

  it('an empty list declares nothing', () => {
    expect(served([gateway([])])).toEqual({});
  });

  it('several Gateways behind one Service each serve their own', () => {
    expect(served([gateway(['a.x']), gateway(['b.x'], 'other')])).toEqual({
      'Gateway/mesh/gw': ['a.x'],
      'Gateway/other/gw': ['b.x'],
    });
  });

  it.each<[string, object, boolean, string]>([
    ['equal', LABELS, true, 'the same'],
    [
      'contained in the Service’s',
      { app: 'gateway' },
      true,
      'the same: service.spec.selector, not its labels',
    ],
    ['wider than the Service’s', { ...LABELS, more: 'x' }, false, 'the same'],
    ['empty', {}, false, 'it takes every Service; which pods it means, a Service’s selector does not tell'],
    ['of another value', { istio: 'egress' }, false, 'the same'],
  ])('a selector %s: behind it: %s', (_, selector, stands) => {
    const own = parseIstioGateway({
      metadata: { namespace: 'mesh', name: 'gw' },
      spec: { selector, servers: [{ hosts: ['a.x'] }] },
    });
    expect(Object.keys(served([own]))).toEqual(stands ? ['Gateway/mesh/gw'] : []);
  });
});

/** What a VirtualService serves through Gateway mesh/gw. The remark says where external-dns decides otherwise, and why we do. */
describe('a VirtualService', () => {
  it.each<[string, readonly string[], object, readonly string[], string]>([
    ['of an equal host', ['a.example.com'], { hosts: ['a.example.com'] }, ['a.example.com'], 'the same'],
    ['below a wildcard', ['*.example.com'], { hosts: ['a.example.com'] }, ['a.example.com'], 'the same'],
    [
      'several labels below',
      ['*.example.com'],
      { hosts: ['a.b.example.com'] },
      ['a.b.example.com'],
      'the same',
    ],
    ['at the wildcard’s own domain', ['*.example.com'], { hosts: ['example.com'] }, [], 'the same'],
    ['on a Gateway for everything', ['*'], { hosts: ['a.example.com'] }, ['a.example.com'], 'the same'],
    [
      'wider than its Gateway',
      ['a.example.com'],
      { hosts: ['*.example.com'] },
      ['a.example.com'],
      'it does not bind them; Istio matches hosts both ways, and serves what both have in common',
    ],
    ['two wildcards', ['*.example.com'], { hosts: ['*.b.example.com'] }, ['*.b.example.com'], 'the same'],
    [
      'for everything',
      ['a.example.com'],
      { hosts: ['*'] },
      ['a.example.com'],
      'it skips "*"; Istio serves the Gateway’s hosts',
    ],
    ['of another host', ['a.example.com'], { hosts: ['b.example.com'] }, [], 'the same'],
    [
      'in upper case',
      ['*.example.com'],
      { hosts: ['A.EXAMPLE.com'] },
      ['a.example.com'],
      'it compares case; DNS does not',
    ],
    ['let in by its namespace', ['shop/a.x'], { hosts: ['a.x'] }, ['a.x'], 'the same'],
    ['of a namespace that is not let in', ['mesh/a.x'], { hosts: ['a.x'] }, [], 'the same'],
    ['of another namespace than "./"', ['./a.x'], { hosts: ['a.x'] }, [], 'the same'],
    ['on "~/"', ['~/a.x'], { hosts: ['a.x'] }, [], 'the same'],
    ['on "*/"', ['*/a.x'], { hosts: ['a.x'] }, ['a.x'], 'the same'],
    ['for the mesh alone', ['*'], { hosts: ['a.x'], gateways: ['mesh'] }, [], 'the same'],
    ['without gateways', ['*'], { hosts: ['a.x'], gateways: undefined }, [], 'the same: that is the mesh'],
    [
      'for the mesh and the Gateway',
      ['*'],
      { hosts: ['a.x'], gateways: ['mesh', 'mesh/gw'] },
      ['a.x'],
      'the same',
    ],
    [
      'for a Gateway of its own namespace',
      ['*'],
      { hosts: ['a.x'], gateways: ['gw'] },
      [],
      'the same: shop/gw is another',
    ],
    ['for a Gateway that is not there', ['*'], { hosts: ['a.x'], gateways: ['mesh/no'] }, [], 'it warns'],
    [
      'with a gateway of three parts',
      ['*'],
      { hosts: ['a.x'], gateways: ['a/b/c', 'mesh/gw'] },
      ['a.x'],
      'it fails the whole sync',
    ],
    ['exported to all', ['*'], { hosts: ['a.x'], exportTo: ['*'] }, ['a.x'], 'the same'],
    [
      'exported to where the gateway pods run',
      ['*'],
      { hosts: ['a.x'], exportTo: ['pods'] },
      ['a.x'],
      'it asks for the Gateway’s namespace; Istio asks for that of the pods that serve',
    ],
    [
      'exported to where the Gateway is',
      ['*'],
      { hosts: ['a.x'], exportTo: ['mesh'] },
      [],
      'it binds them; the pods, which are elsewhere, never hear of it',
    ],
    ['exported to its own alone', ['*'], { hosts: ['a.x'], exportTo: ['.'] }, [], 'the same'],
    [
      'exported to its own and to where the gateway pods run',
      ['*'],
      { hosts: ['a.x'], exportTo: ['.', 'pods'] },
      ['a.x'],
      'it does not bind them, as above',
    ],
    ['exported to another', ['*'], { hosts: ['a.x'], exportTo: ['other'] }, [], 'the same'],
    ['exported to nobody', ['*'], { hosts: ['a.x'], exportTo: ['~'] }, [], 'the same'],
    [
      'of a short name',
      ['*'],
      { hosts: ['reviews'] },
      [],
      'it publishes "reviews"; Istio means the Service of that name, which is for the mesh alone',
    ],
    ['of no hosts', ['*'], { hosts: [] }, [], 'the same'],
    [
      'whose spec has another form',
      ['*'],
      { hosts: 'a.x', gateways: 3 },
      [],
      'it cannot be: the API server refuses it',
    ],
  ])('%s: Gateway %j, %j serves %j; external-dns: %s', (_, hosts, spec, expected) => {
    const found = served([gateway(hosts)], [virtualService(spec)]);
    expect(found['VirtualService/shop/vs'] ?? []).toEqual(expected);
  });

  it('of the Gateway’s own namespace is let in by "./", and by a short name of the Gateway', () => {
    const found = served(
      [gateway(['./a.x'])],
      [virtualService({ hosts: ['a.x'], gateways: ['gw'] }, 'mesh')],
    );
    expect(found['VirtualService/mesh/vs']).toEqual(['a.x']);
  });

  it('exported to its own namespace alone is served by gateway pods there, wherever the Gateway is', () => {
    const own = virtualService({ hosts: ['a.x'], exportTo: ['.'] });
    expect(served([gateway(['*'])], [own], 'shop')['VirtualService/shop/vs']).toEqual(['a.x']);
    expect(served([gateway(['*'])], [own], 'mesh')['VirtualService/shop/vs']).toBeUndefined();
  });

  it('of two Gateways serves through each what it has in common with it', () => {
    const both = [gateway(['a.x']), gateway(['b.x'], 'other')];
    const found = served(both, [virtualService({ hosts: ['*.x'], gateways: ['mesh/gw', 'other/gw'] })]);
    expect(found['VirtualService/shop/vs']).toEqual(['a.x', 'b.x']);
  });

  it('declares beside its Gateway, whose own hosts stay', () => {
    expect(served([gateway(['*'])], [virtualService({ hosts: ['a.x'] })])).toEqual({
      'Gateway/mesh/gw': ['*'],
      'VirtualService/shop/vs': ['a.x'],
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadBalancer } from '../../../shared/load-balancers/load-balancer.ts';
import { observe } from '../../../shared/plan/observe.ts';
import { tagDigest } from '../../../shared/zones/deciding-tags.ts';

const ID = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/web/1234567890abcdef';
const SETTINGS = {
  tagPrefix: 'signpost',
  zones: [
    {
      id: 'Z1',
      name: 'example.com',
      private: false,
      allow: [{ names: ['*'], tags: { team: 'shop' } }],
    },
  ],
  clusters: [{ name: 'demo' }],
  sources: ['tags', 'annotations', 'hosts'] as const,
  matchByTag: true,
};
const digest = (tags: LoadBalancer['tags']) => tagDigest(tags, SETTINGS);

/** Keys that somewhere in the code decide something, and some that do not. */
const KEYS = [
  ...['hostname', 'hostname.blue', 'ttl', 'priority', 'cluster', 'service', 'match', 'hostname-source'].map(
    (key) => `signpost/${key}`,
  ),
  'team',
  'elbv2.k8s.aws/cluster',
  'eks:eks-cluster-name',
  'KubernetesCluster',
  'kubernetes.io/cluster/demo',
  'kubernetes.io/service-name',
  ...['service.k8s.aws', 'ingress.k8s.aws', 'gateway.k8s.aws.alb', 'service.eks.amazonaws.com'].flatMap(
    (prefix) => [`${prefix}/stack`, `${prefix}/resource`],
  ),
  'Name',
  'signpost',
  'aws:cloudformation:stack-name',
  'elbv2.k8s.aws/other',
];
const tagSets = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.constantFrom('a.example.com', 'shop', 'demo', 'owned', 'ns/web', 'required', 'hosts', '60'),
  { maxKeys: 6 },
);

const seenOf = (tags: LoadBalancer['tags']) => {
  const loadBalancer: LoadBalancer = {
    id: ID,
    kind: 'network',
    name: 'web',
    scheme: 'internet-facing',
    addressType: 'ipv4',
    dnsName: 'web.elb.us-east-1.amazonaws.com',
    hostedZoneId: 'Z26RNL4JYFTOTI',
    createdAt: '2026-01-01T00:00:00Z',
    tags,
  };
  const before = { declaredBefore: [], refusedBefore: {}, namesBefore: [] };
  const look = { kind: 'present' as const, loadBalancer };
  return observe(ID, { look, began: 2, survey: undefined, freshSince: 1, ...before }, SETTINGS);
};

describe('the digest of tags', () => {
  it('covers all that a look decides by: two tag sets of one digest are seen alike', () => {
    fc.assert(
      fc.property(
        tagSets,
        fc.constantFrom(...KEYS),
        fc.constantFrom('x', 'shop', 'demo'),
        (tags, key, value) => {
          const other = { ...tags, [key]: value };
          fc.pre(digest(tags) === digest(other));
          expect(seenOf(other)).toEqual(seenOf(tags));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['a tag of ours', { 'signpost/hostname': 'b.example.com' }, true],
    ['a key of ours that is none of the contract, and told', { 'signpost/hostnam': 'b.example.com' }, true],
    ['what the load balancer belongs to', { 'service.k8s.aws/stack': 'ns/web' }, true],
    ['its cluster', { 'kubernetes.io/cluster/demo': 'owned' }, true],
    ['what an allow rule asks for', { team: 'blue' }, true],
    ['anything else', { Name: 'web', signpost: 'x' }, false],
  ])('%s: changes it, or not', (_, more, isChanged) => {
    const tags = { 'signpost/hostname': 'a.example.com' };
    expect(digest({ ...tags, ...more }) !== digest(tags)).toBe(isChanged);
  });

  it('does not depend on the order in which tags are listed', () => {
    const tags = { 'signpost/hostname': 'a.example.com', 'signpost/ttl': '60' };
    expect(digest(Object.fromEntries(Object.entries(tags).reverse()))).toBe(digest(tags));
  });

  it('is empty without tags that decide, and nothing else', () => {
    expect(digest({ Name: 'web' })).toBe('');
    expect(digest({ team: '' })).toMatch(/^[\w-]{22}$/);
  });
});

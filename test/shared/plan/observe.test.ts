import { expect, it } from 'vitest';
import { observe, type Seen } from '../../../shared/plan/observe.ts';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';

const ID = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/web/1234567890abcdef';
const SETTINGS = {
  tagPrefix: 'signpost',
  zones: [{ id: 'Z1', name: 'example.com', private: false }],
  clusters: [{ name: 'demo' }],
};
const CLUSTER_TAGS = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio/gw',
  'service.k8s.aws/resource': 'LoadBalancer',
};

function seen(tags: Record<string, string>, more: Partial<Seen> = {}): Seen {
  return {
    look: {
      kind: 'present',
      loadBalancer: {
        id: ID,
        kind: 'network',
        name: 'web',
        scheme: 'internet-facing',
        addressType: 'ipv4',
        dnsName: 'web.elb.us-east-1.amazonaws.com',
        hostedZoneId: 'Z26RNL4JYFTOTI',
        createdAt: '2026-01-01T00:00:00Z',
        tags,
      },
    },
    began: 10_000,
    survey: undefined,
    freshSince: 9_000,
    declaredBefore: false,
    refusedBefore: {},
    namesBefore: [],
    ...more,
  };
}

const survey = (startedAt: number, hosts: readonly string[] | undefined) =>
  buildSurvey({
    cluster: 'demo',
    startedAt,
    services: [
      {
        metadata: { namespace: 'istio', name: 'gw' },
        spec: { selector: { istio: 'gw' } },
        status: { loadBalancer: { ingress: [{ hostname: 'web.elb.us-east-1.amazonaws.com' }] } },
      },
    ],
    istioGateways: hosts
      ? [
          {
            metadata: { namespace: 'a', name: 'g' },
            spec: { selector: { istio: 'gw' }, servers: [{ hosts }] },
          },
        ]
      : [],
  });

const asked = { ...CLUSTER_TAGS, 'signpost/hostname': 'a.example.com' };

it.each<[string, Partial<Seen>, Record<string, unknown>]>([
  ['a fresh survey that covers it', { survey: survey(9_500, ['*.example.com']) }, { kind: 'ready' }],
  ['an older one that covers it', { survey: survey(8_000, ['*.example.com']) }, { kind: 'stale' }],
  ['an older one that does not', { survey: survey(8_000, ['b.x']) }, { kind: 'unbound', because: 'survey' }],
  [
    'an older one that does not, and it was refused before',
    { survey: survey(8_000, ['b.x']), refusedBefore: { 'a.example.com': 'no host' } },
    { kind: 'unserved', at: 8_000, stale: true },
  ],
  [
    'a fresh one that does not',
    { survey: survey(9_500, ['b.x']) },
    { kind: 'unserved', at: 9_500, stale: false },
  ],
  ['no survey', {}, { kind: 'unbound', because: 'survey' }],
  ['nothing that declares hosts', { survey: survey(9_500, undefined) }, { kind: 'ready' }],
  [
    'nothing that declares hosts any more',
    { survey: survey(9_500, undefined), declaredBefore: true },
    { kind: 'unserved', at: 9_500 },
  ],
])('judges a name by %s', (_, more, check) => {
  const { asks } = observe(ID, seen(asked, more), SETTINGS);
  expect(asks.get('Z1#a.example.com')?.check).toMatchObject(check);
});

it('remembers that hosts were declared, until the load balancer is gone', () => {
  const covered = { survey: survey(9_500, ['*.example.com']) };
  expect(observe(ID, seen(asked, covered), SETTINGS).declares).toBe(true);
  expect(observe(ID, seen(asked, { declaredBefore: true }), SETTINGS).declares).toBe(true);
  const gone = { ...seen(asked, { declaredBefore: true }), look: { kind: 'gone' as const } };
  expect(observe(ID, gone, SETTINGS)).toMatchObject({ gone: true, declares: false });
});

it('tells what it refuses and what it ignores, each by itself', () => {
  const tags = {
    'signpost/hostname': 'a.example.com b.example.net c..d',
    'signpost/hostnames': 'e.example.com',
  };
  const { asks, refused, ignored } = observe(ID, seen(tags), SETTINGS);
  expect([...asks.keys()]).toEqual(['Z1#a.example.com']);
  expect(Object.keys(refused)).toEqual(['b.example.net', 'c..d']);
  expect(ignored).toEqual({ 'signpost/hostnames': expect.stringContaining('hostname') });
});

import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/kubernetes/kinds.ts';
import type { Match } from '../../../shared/settings.ts';
import { checkHost } from '../../../shared/surveys/check-host.ts';
import { type GroundInput, groundOf } from '../../../shared/surveys/ground.ts';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import { surveyed } from '../../stage/surveyed.ts';

const DNS = 'nlb-1.elb.us-east-1.amazonaws.com';
const SERVICE_TAGS = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio/gw',
  'service.k8s.aws/resource': 'LoadBalancer',
};
const INGRESS_TAGS = { 'elbv2.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'web/front' };
const FRESH = 1_000;

const service = (hostname: string | undefined = DNS) => ({
  metadata: { namespace: 'istio', name: 'gw' },
  spec: { type: 'LoadBalancer', selector: { istio: 'ext' } },
  status: { loadBalancer: { ingress: hostname === '' ? [] : [{ hostname }] } },
});
const gateway = (...hosts: readonly string[]) => ({
  metadata: { namespace: 'apps', name: 'g' },
  spec: { selector: { istio: 'ext' }, servers: [{ hosts }] },
});
const survey = (services: readonly unknown[], gateways: readonly unknown[] = [], startedAt = FRESH) =>
  surveyed({ cluster: 'demo', startedAt, services, istioGateways: gateways });

type Input = Partial<GroundInput> & { readonly declaredBefore?: readonly Kind[]; readonly match?: Match };

function verdict(
  host: string,
  { declaredBefore = [], match = 'when-bound', ...input }: Input,
  tags: Record<string, string> = SERVICE_TAGS,
) {
  const ground = groundOf({
    loadBalancer: { dnsName: DNS, tags },
    tagPrefix: 'signpost',
    survey: survey([service()]),
    clusters: ['demo'],
    freshSince: FRESH,
    ...input,
  });
  return checkHost(host, ground, match, declaredBefore);
}
const said = (found: object) => Object.values(found).join(' ');

describe('what the cluster says about a host', () => {
  const both = survey([service()], [gateway('*.example.com', 'shop.example.org')]);

  it.each<[string, string, string, RegExp, Input, Record<string, string>?]>([
    ['no cluster in the tags', 'pass', 'a.x', /name no cluster/, { survey: undefined }, {}],
    [
      'hosts declared before, and the cluster has no Gateways at all any more',
      'unknown',
      'a.x',
      /has no gateways\.networking\.istio\.io any more/,
      {
        declaredBefore: ['Gateway'],
        survey: surveyed({
          cluster: 'demo',
          startedAt: FRESH,
          services: [service()],
          istioGateways: undefined,
        }),
      },
    ],
    [
      'no cluster, hosts declared before',
      'pass',
      'a.x',
      /name no cluster/,
      { declaredBefore: ['Gateway'] },
      {},
    ],
    [
      'cluster not in the settings',
      'refused',
      'a.x',
      /demo.*not in the settings.*`clusters`/,
      { clusters: ['other'] },
    ],
    [
      'Ingress of a cluster not in the settings',
      'refused',
      'a.x',
      /not in the settings/,
      { clusters: [] },
      INGRESS_TAGS,
    ],
    ['two clusters', 'refused', 'a.x', /several clusters/, {}, { ...SERVICE_TAGS, KubernetesCluster: 'b' }],
    ['an Ingress that is not there', 'not-bound', 'a.x', /Ingress\/web\/front.*is not in/, {}, INGRESS_TAGS],
    ['no survey', 'ask', 'a.x', /not surveyed/, { survey: undefined }],
    ['a survey that is too old', 'ask', 'a.example.com', /too old/, { survey: both, freshSince: FRESH + 1 }],
    [
      'an incomplete one that is too old',
      'ask',
      'a.x',
      /too old/,
      { survey: incompleteSurvey('demo', FRESH - 1, 'x') },
    ],
    [
      'a fresh incomplete one',
      'unknown',
      'a.x',
      /could not be read: timeout/,
      { survey: incompleteSurvey('demo', FRESH, 'timeout') },
    ],
    [
      'a fresh incomplete one, declared before',
      'unknown',
      'a.x',
      /could not/,
      { survey: incompleteSurvey('demo', FRESH, 'x'), declaredBefore: ['Gateway'] },
    ],
    [
      'no such Service',
      'not-bound',
      'a.x',
      /Service\/istio\/gw.*is not in cluster demo/,
      { survey: survey([]) },
    ],
    [
      'no such Service, declared before',
      'not-bound',
      'a.x',
      /is not in/,
      { survey: survey([]), declaredBefore: ['Gateway'] },
    ],
    [
      'a status that shows nothing yet',
      'not-bound',
      'a.x',
      /shows nothing, not nlb-1/,
      { survey: survey([service('')]) },
    ],
    [
      'a status that shows another',
      'not-bound',
      'a.x',
      /shows old\.aws, not nlb-1/,
      { survey: survey([service('OLD.aws')], [gateway('*')]) },
    ],
    ['nothing behind it declares hosts', 'pass', 'a.x', /nothing behind it.*declares/, {}],
    ['nothing any more', 'uncovered', 'a.x', /were declared.*now nothing/, { declaredBefore: ['Gateway'] }],
    ['covered by a wildcard', 'pass', 'a.b.example.com', /covered by \*\.example\.com/, { survey: both }],
    ['covered exactly', 'pass', 'shop.example.org', /covered by shop\.example\.org/, { survey: both }],
    [
      'covered, declared before',
      'pass',
      'shop.example.org',
      /covered/,
      { survey: both, declaredBefore: ['Gateway'] },
    ],
    [
      'covered by everything',
      'pass',
      '*.a.b',
      /covered by \*/,
      { survey: survey([service()], [gateway('*')]) },
    ],
    [
      'not covered',
      'uncovered',
      'example.com',
      /Gateway\/apps\/g.*covers example\.com; served are: \*\.example\.com, shop/,
      { survey: both },
    ],
    [
      'a wildcard wider than what is served',
      'uncovered',
      '*.example.org',
      /covers \*\.example\.org/,
      { survey: both },
    ],
    [
      'served to no namespace',
      'uncovered',
      'a.x',
      /served are: nothing/,
      { survey: survey([service()], [gateway('~/a.x')]) },
    ],
  ])('%s: %s', (_, kind, host, text, input, tags) => {
    const found = verdict(host, input, tags);
    expect(found).toMatchObject({ kind });
    expect(said(found)).toMatch(text);
  });

  it('judges each host of one load balancer by itself', () => {
    const kinds = ['a.example.com', 'example.com', 'shop.example.org'].map(
      (host) => verdict(host, { survey: both }).kind,
    );
    expect(kinds).toEqual(['pass', 'uncovered', 'pass']);
  });

  it('says the same of the same objects at another time', () => {
    const later = survey([service()], [gateway('*.example.com', 'shop.example.org')], FRESH + 5_000);
    for (const host of ['a.example.com', 'no.such']) {
      expect(verdict(host, { survey: later })).toEqual(verdict(host, { survey: both }));
    }
    const old = { freshSince: FRESH + 9_000 };
    expect(verdict('a.x', { survey: later, ...old })).toEqual(verdict('a.x', { survey: both, ...old }));
  });

  it('shows five hosts of many', () => {
    const hosts = Array.from({ length: 8 }, (_, i) => `h${i}.example.com`);
    const found = verdict('a.x', { survey: survey([service()], [gateway(...hosts)]) });
    expect(said(found)).toMatch(/h4\.example\.com and 3 more/);
  });
});

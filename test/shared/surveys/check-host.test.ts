import { describe, expect, it } from 'vitest';
import { buildSurvey } from '../../../shared/surveys/build-survey.ts';
import { type CheckInput, checkHost, checkHosts } from '../../../shared/surveys/check-host.ts';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';

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
  buildSurvey({ cluster: 'demo', startedAt, services, istioGateways: gateways });

function verdict(host: string, input: Partial<CheckInput>, tags: Record<string, string> = SERVICE_TAGS) {
  const check = checkHosts({
    loadBalancer: { dnsName: DNS, tags },
    survey: survey([service()]),
    clusters: ['demo'],
    freshSince: FRESH,
    declaredBefore: false,
    ...input,
  });
  return { ...checkHost(host, check), declares: check.declares };
}
const said = (found: object) => Object.values(found).join(' ');

describe('what the cluster says about a host', () => {
  const both = survey([service()], [gateway('*.example.com', 'shop.example.org')]);

  it.each<[string, string, boolean, string, RegExp, Partial<CheckInput>, Record<string, string>?]>([
    ['no cluster in the tags', 'pass', false, 'a.x', /name no cluster/, { survey: undefined }, {}],
    [
      'hosts declared before, and the cluster has no Gateways at all any more',
      'unknown',
      false,
      'a.x',
      /has no gateways\.networking\.istio\.io any more/,
      {
        declaredBefore: true,
        survey: buildSurvey({
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
      false,
      'a.x',
      /name no cluster/,
      { declaredBefore: true },
      {},
    ],
    [
      'cluster not in the settings',
      'refused',
      false,
      'a.x',
      /demo.*not in the settings.*`clusters`/,
      { clusters: ['other'] },
    ],
    [
      'Ingress of a cluster not in the settings',
      'refused',
      false,
      'a.x',
      /not in the settings/,
      { clusters: [] },
      INGRESS_TAGS,
    ],
    [
      'two clusters',
      'refused',
      false,
      'a.x',
      /several clusters/,
      {},
      { ...SERVICE_TAGS, KubernetesCluster: 'b' },
    ],
    ['Ingress', 'pass', false, 'a.x', /no Service/, { survey: undefined }, INGRESS_TAGS],
    ['no survey', 'ask', false, 'a.x', /not surveyed/, { survey: undefined }],
    [
      'a survey that is too old',
      'ask',
      false,
      'a.example.com',
      /too old/,
      { survey: both, freshSince: FRESH + 1 },
    ],
    [
      'an incomplete one that is too old',
      'ask',
      false,
      'a.x',
      /too old/,
      { survey: incompleteSurvey('demo', FRESH - 1, 'x') },
    ],
    [
      'a fresh incomplete one',
      'unknown',
      false,
      'a.x',
      /could not be read: timeout/,
      { survey: incompleteSurvey('demo', FRESH, 'timeout') },
    ],
    [
      'a fresh incomplete one, declared before',
      'unknown',
      false,
      'a.x',
      /could not/,
      { survey: incompleteSurvey('demo', FRESH, 'x'), declaredBefore: true },
    ],
    [
      'no such Service',
      'not-bound',
      false,
      'a.x',
      /Service\/istio\/gw.*is not in cluster demo/,
      { survey: survey([]) },
    ],
    [
      'no such Service, declared before',
      'not-bound',
      false,
      'a.x',
      /is not in/,
      { survey: survey([]), declaredBefore: true },
    ],
    [
      'a status that shows nothing yet',
      'not-bound',
      false,
      'a.x',
      /shows nothing, not nlb-1/,
      { survey: survey([service('')]) },
    ],
    [
      'a status that shows another',
      'not-bound',
      false,
      'a.x',
      /shows old\.aws, not nlb-1/,
      { survey: survey([service('OLD.aws')], [gateway('*')]) },
    ],
    ['nothing behind it declares hosts', 'pass', false, 'a.x', /nothing behind it.*declares/, {}],
    ['nothing any more', 'uncovered', false, 'a.x', /were declared.*now nothing/, { declaredBefore: true }],
    [
      'covered by a wildcard',
      'pass',
      true,
      'a.b.example.com',
      /covered by \*\.example\.com/,
      { survey: both },
    ],
    ['covered exactly', 'pass', true, 'shop.example.org', /covered by shop\.example\.org/, { survey: both }],
    [
      'covered, declared before',
      'pass',
      true,
      'shop.example.org',
      /covered/,
      { survey: both, declaredBefore: true },
    ],
    [
      'covered by everything',
      'pass',
      true,
      '*.a.b',
      /covered by \*/,
      { survey: survey([service()], [gateway('*')]) },
    ],
    [
      'not covered',
      'uncovered',
      true,
      'example.com',
      /Gateway\/apps\/g.*covers example\.com; served are: \*\.example\.com, shop/,
      { survey: both },
    ],
    [
      'a wildcard wider than what is served',
      'uncovered',
      true,
      '*.example.org',
      /covers \*\.example\.org/,
      { survey: both },
    ],
    [
      'served to no namespace',
      'uncovered',
      true,
      'a.x',
      /served are: nothing/,
      { survey: survey([service()], [gateway('~/a.x')]) },
    ],
  ])('%s: %s', (_, kind, declares, host, text, input, tags) => {
    const found = verdict(host, input, tags);
    expect(found).toMatchObject({ kind, declares });
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

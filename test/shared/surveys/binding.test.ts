import { describe, expect, it } from 'vitest';
import { bindingOf } from '../../../shared/surveys/binding.ts';
import { lineOf } from '../../../shared/surveys/line.ts';

const ID = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b';
const madeFor = (object: string) => ({ cluster: 'demo', entrance: { kind: 'made for', object } });
const SERVICE = madeFor('Service/istio/gw');
const INGRESS = madeFor('Ingress/web/front');
const GATEWAY = madeFor('Gateway.gateway.networking.k8s.io/web/gw');
const UNNAMED = { cluster: 'demo', entrance: { kind: 'unnamed' } };
const BY_HAND = { 'signpost/cluster': 'demo', 'signpost/service': 'istio/gw' };
const ALBC = { 'elbv2.k8s.aws/cluster': 'demo' };
const AUTO = { 'eks:eks-cluster-name': 'demo' };
const IN_TREE = { 'kubernetes.io/cluster/demo': 'owned' };
const stack = (prefix: string, name: string, resource = 'LoadBalancer') => ({
  [`${prefix}/stack`]: name,
  [`${prefix}/resource`]: resource,
});

describe('what a load balancer was made for, by its tags', () => {
  it.each<[string, Record<string, string>, object | undefined, string]>([
    ['none', {}, undefined, ID],
    ['of others', { Name: 'x', 'signpost/hostname': 'a.example.com' }, undefined, ID],
    [
      'ALBC, Service',
      { ...ALBC, ...stack('service.k8s.aws', 'istio/gw') },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'Auto Mode, Service',
      { ...AUTO, ...stack('service.eks.amazonaws.com', 'istio/gw') },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'in-tree, owned',
      { ...IN_TREE, 'kubernetes.io/service-name': 'istio/gw' },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'in-tree, shared',
      { 'kubernetes.io/cluster/demo': 'shared', 'kubernetes.io/service-name': 'istio/gw' },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'in-tree, legacy',
      { KubernetesCluster: 'demo', 'kubernetes.io/service-name': 'istio/gw' },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'in-tree, both',
      { ...IN_TREE, KubernetesCluster: 'demo', 'kubernetes.io/service-name': 'istio/gw' },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'of two controllers that agree',
      {
        ...ALBC,
        ...IN_TREE,
        ...stack('service.k8s.aws', 'istio/gw'),
        'kubernetes.io/service-name': 'istio/gw',
      },
      SERVICE,
      'demo/Service/istio/gw/LoadBalancer',
    ],
    [
      'ALBC, Ingress',
      { ...ALBC, ...stack('ingress.k8s.aws', 'web/front') },
      INGRESS,
      'demo/Ingress/web/front/LoadBalancer',
    ],
    [
      'ALBC, Ingress group',
      { ...ALBC, ...stack('ingress.k8s.aws', 'shared-group') },
      { cluster: 'demo', entrance: { kind: 'group', group: 'shared-group' } },
      'demo/Ingress/shared-group/LoadBalancer',
    ],
    [
      'ALBC, NLB before an Ingress',
      { ...ALBC, ...stack('ingress.k8s.aws', 'web/front', 'FrontendNlb') },
      INGRESS,
      'demo/Ingress/web/front/FrontendNlb',
    ],
    [
      'ALBC, Gateway API ALB',
      { ...ALBC, ...stack('gateway.k8s.aws.alb', 'web/gw') },
      GATEWAY,
      'demo/Gateway/web/gw/LoadBalancer',
    ],
    [
      'ALBC, Gateway API NLB',
      { ...ALBC, ...stack('gateway.k8s.aws.nlb', 'web/gw') },
      GATEWAY,
      'demo/Gateway/web/gw/LoadBalancer',
    ],
    [
      'Auto Mode, Ingress',
      { ...AUTO, ...stack('ingress.eks.amazonaws.com', 'web/front') },
      INGRESS,
      'demo/Ingress/web/front/LoadBalancer',
    ],
    [
      'Auto Mode, Gateway API',
      { ...AUTO, ...stack('gateway.eks.amazonaws.com.nlb', 'web/gw') },
      GATEWAY,
      'demo/Gateway/web/gw/LoadBalancer',
    ],
    ['a cluster only', ALBC, UNNAMED, ID],
    ['in-tree cluster only', IN_TREE, UNNAMED, ID],
    ['in-tree cluster tag with another value', { 'kubernetes.io/cluster/demo': 'yes' }, undefined, ID],
    ['an object without a cluster', stack('service.k8s.aws', 'istio/gw'), undefined, ID],
    [
      'put in front of a Service by hand',
      BY_HAND,
      { cluster: 'demo', entrance: { kind: 'in front of', object: 'Service/istio/gw' } },
      ID,
    ],
    [
      'of a cluster that one tag names, in front of a Service that ours names',
      { ...IN_TREE, 'signpost/service': ' istio/gw ' },
      { cluster: 'demo', entrance: { kind: 'in front of', object: 'Service/istio/gw' } },
      ID,
    ],
    ['our tag for the cluster alone', { 'signpost/cluster': 'demo' }, UNNAMED, ID],
    ['an empty cluster', { 'elbv2.k8s.aws/cluster': '' }, undefined, ID],
  ])('%s', (_, tags, expected, line) => {
    const found = bindingOf(tags, 'signpost');
    if (expected === undefined) expect(found).toBeUndefined();
    else {
      const { stack: ignored, kind, ...rest } = found as { stack?: string; kind: string };
      expect({ kind, ...rest }).toEqual({ kind: 'bound', ...expected });
    }
    expect(lineOf({ id: ID, tags }, 'signpost')).toBe(line);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['two clusters', { ...ALBC, 'kubernetes.io/cluster/other': 'owned' }, /several clusters \(demo, other\)/],
    ['two in-tree clusters', { ...IN_TREE, 'kubernetes.io/cluster/other': 'shared' }, /several clusters/],
    [
      'two Services',
      { ...ALBC, ...stack('service.k8s.aws', 'a/b'), 'kubernetes.io/service-name': 'c/d' },
      /Service\/a\/b and for Service\/c\/d/,
    ],
    [
      'a Service and an Ingress',
      { ...ALBC, ...stack('service.k8s.aws', 'a/b'), ...stack('ingress.k8s.aws', 'a/b') },
      /Service\/a\/b and for Ingress\/a\/b/,
    ],
    [
      'a Service without namespace',
      { ...ALBC, ...stack('service.k8s.aws', 'gw') },
      /service\.k8s\.aws\/stack is "gw", expected namespace\/name/,
    ],
    [
      'a service-name of three parts',
      { ...IN_TREE, 'kubernetes.io/service-name': 'a/b/c' },
      /service-name is "a\/b\/c"/,
    ],
    ['our cluster and another', { ...ALBC, 'signpost/cluster': 'other' }, /several clusters \(demo, other\)/],
    ['our Service without a cluster', { 'signpost/service': 'a/b' }, /add the tag signpost\/cluster/],
    ['our Service, misspelt', { ...BY_HAND, 'signpost/service': 'gw' }, /"gw", expected namespace\/name/],
    [
      'our Service on what a controller made',
      { ...BY_HAND, ...stack('service.k8s.aws', 'istio/gw') },
      /made it for Service\/istio\/gw: remove signpost\/service/,
    ],
    [
      'a Gateway without namespace',
      { ...ALBC, ...stack('gateway.k8s.aws.alb', 'gw') },
      /alb\/stack is "gw", expected namespace\/name of a Gateway/,
    ],
  ])('%s: a problem, and a line of its own', (_, tags, problem) => {
    expect(bindingOf(tags, 'signpost')).toEqual({ kind: 'problem', problem: expect.stringMatching(problem) });
    expect(lineOf({ id: ID, tags }, 'signpost')).toBe(ID);
  });
});

describe('the line', () => {
  it('is kept when a Service moves to another controller or its load balancer is replaced', () => {
    const albc = lineOf({ id: ID, tags: { ...ALBC, ...stack('service.k8s.aws', 'istio/gw') } }, 'signpost');
    const inTree = lineOf(
      { id: 'classic/us-east-1/a1', tags: { ...IN_TREE, 'kubernetes.io/service-name': 'istio/gw' } },
      'signpost',
    );
    expect(inTree).toBe(albc);
  });

  it('differs between clusters, kinds and resources', () => {
    const lines = [
      { ...ALBC, ...stack('service.k8s.aws', 'a/b') },
      { ...ALBC, ...stack('ingress.k8s.aws', 'a/b') },
      { ...ALBC, ...stack('ingress.k8s.aws', 'a/b', 'FrontendNlb') },
      { ...ALBC, ...stack('gateway.k8s.aws.alb', 'a/b') },
      { 'elbv2.k8s.aws/cluster': 'second', ...stack('service.k8s.aws', 'a/b') },
    ].map((tags) => lineOf({ id: ID, tags }, 'signpost'));
    expect(new Set(lines).size).toBe(5);
  });
});

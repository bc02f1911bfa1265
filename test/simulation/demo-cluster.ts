import { incompleteSurvey } from '../../shared/surveys/incomplete-survey.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import { surveyed } from '../stage/surveyed.ts';

/** Cluster demo as it is: Services with the load balancers that their status shows, each with a Gateway or none. */
export interface DemoCluster {
  api: 'complete' | 'incomplete' | 'without gateways';
  /** Epoch ms. */
  changedAt: number;
  readonly shown: Map<string, Set<string>>;
  readonly gateways: Map<string, readonly string[]>;
  /** Hosts that an annotation of the Service asks for. */
  readonly annotated: Map<string, readonly string[]>;
  /** By Service, when a survey began that last saw hosts declared behind it, epoch ms. */
  readonly declaredAt: Map<string, number>;
}

export const SERVICES = ['service-0', 'service-1'] as const;

export function createDemoCluster(): DemoCluster {
  return {
    api: 'complete',
    changedAt: 0,
    shown: new Map(SERVICES.map((service) => [service, new Set()])),
    gateways: new Map(),
    annotated: new Map(),
    declaredAt: new Map(),
  };
}

/** The tags that the load balancer controller puts on what it makes for the Service. */
export function tagsOf(service: string): Record<string, string> {
  return {
    'elbv2.k8s.aws/cluster': 'demo',
    'service.k8s.aws/stack': `ns/${service}`,
    'service.k8s.aws/resource': 'LoadBalancer',
  };
}

export function surveyOf(
  { api, shown, gateways, annotated, declaredAt }: DemoCluster,
  startedAt: number,
): Survey {
  if (api === 'complete')
    for (const [service, hosts] of gateways) if (hosts.length > 0) declaredAt.set(service, startedAt);
  if (api === 'incomplete') return incompleteSurvey('demo', startedAt, 'the API server does not answer');
  const istioGateways = [...gateways].map(([service, hosts]) => ({
    metadata: { namespace: 'ns', name: `gateway-of-${service}` },
    spec: { selector: { app: service }, servers: [{ hosts }] },
  }));
  return surveyed({
    cluster: 'demo',
    startedAt,
    services: [...shown].map(([service, hostnames]) => ({
      metadata: {
        namespace: 'ns',
        name: service,
        annotations: { 'external-dns.alpha.kubernetes.io/hostname': annotated.get(service)?.join(',') ?? '' },
      },
      spec: { type: 'LoadBalancer', selector: { app: service } },
      status: { loadBalancer: { ingress: [...hostnames].map((hostname) => ({ hostname })) } },
    })),
    istioGateways: api === 'without gateways' ? undefined : istioGateways,
  });
}

/** A Gateway behind the Service declares the host; of what is not bound to a Service nobody asks. */
export function isServed({ gateways }: DemoCluster, service: string | undefined, host: string): boolean {
  const hosts = service === undefined ? undefined : gateways.get(service);
  return service === undefined || (hosts !== undefined && covers(hosts, host));
}

export function covers(hosts: readonly string[], host: string): boolean {
  return hosts.some((each) => each === `*/${host}` || each === '*.example.com');
}

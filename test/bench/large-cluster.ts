/**
 * Size and time of the survey of a large cluster, made up: `node test/bench/large-cluster.ts`. Prints objects, the bytes
 * that the cluster function would return, and how long reading the objects and packing the document took.
 */
import type { Lists } from '../../shared/kubernetes/kinds.ts';
import { buildSurvey } from '../../shared/surveys/build-survey.ts';
import { packSurvey } from '../../shared/surveys/pack-survey.ts';

const COUNTS = { services: 5_000, ingresses: 1_000, gateways: 500, virtualServices: 2_000, routes: 1_000 };
const many = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const named = (kind: string, at: number) => ({
  namespace: `team-${at % 100}`,
  name: `${kind}-${at}`,
  generation: 1,
});
const shown = (kind: string, at: number) => ({
  loadBalancer: { ingress: [{ hostname: `k8s-${kind}-${at}-0123456789abcdef.elb.eu-west-1.amazonaws.com` }] },
});

const lists: Lists = {
  Namespace: many(100, (at) => ({ metadata: { name: `team-${at}` } })),
  Service: many(COUNTS.services, (at) => ({
    metadata: named('service', at),
    spec: { selector: { app: `app-${at}`, istio: `gateway-${at % 1000}` } },
    status: at < 200 ? shown('service', at) : {},
  })),
  Ingress: many(COUNTS.ingresses, (at) => ({
    metadata: named('ingress', at),
    spec: {
      rules: [
        {
          host: `i${at}.example.com`,
          http: { paths: [{ backend: { service: { name: `service-${at}` } } }] },
        },
      ],
    },
    status: shown('ingress', at % 100),
  })),
  Gateway: many(COUNTS.gateways, (at) => ({
    metadata: named('gateway', at),
    spec: {
      selector: { istio: `gateway-${at}` },
      servers: [{ hosts: [`*.g${at}.example.com`, `g${at}.example.com`] }],
    },
  })),
  VirtualService: many(COUNTS.virtualServices, (at) => ({
    metadata: named('virtual-service', at),
    spec: { hosts: [`v${at}.g${at % 500}.example.com`], gateways: [`team-${at % 100}/gateway-${at % 500}`] },
  })),
  'Gateway.gateway.networking.k8s.io': many(100, (at) => ({
    metadata: { namespace: 'infra', name: `api-${at}` },
    spec: {
      listeners: [
        { name: 'https', port: 443, protocol: 'HTTPS', allowedRoutes: { namespaces: { from: 'All' } } },
      ],
    },
    status: { addresses: [{ type: 'Hostname', value: `k8s-api-${at}.elb.eu-west-1.amazonaws.com` }] },
  })),
  HTTPRoute: many(COUNTS.routes, (at) => {
    const parentRef = { namespace: 'infra', name: `api-${at % 100}` };
    return {
      metadata: named('route', at),
      spec: { hostnames: [`r${at}.example.com`], parentRefs: [parentRef] },
      status: {
        parents: [{ parentRef, conditions: [{ type: 'Accepted', status: 'True', observedGeneration: 1 }] }],
      },
    };
  }),
  GRPCRoute: [],
  TLSRoute: [],
};

const began = performance.now();
const survey = buildSurvey({ cluster: 'large', startedAt: 0, tagPrefix: 'signpost', lists });
const built = performance.now();
const { length } = packSurvey(survey).survey;
const packed = performance.now();
console.log(JSON.stringify(COUNTS));
console.log(
  `entrances ${Object.keys(survey.entrances).length}, returned ${length} bytes; built in ${Math.round(built - began)} ms, packed in ${Math.round(packed - built)} ms`,
);

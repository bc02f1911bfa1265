import * as z from 'zod';

/** A listed object in the form that the survey keeps, with its `namespace/name`. */
export type Named<T> = readonly [name: string, object: T];

export interface SurveyedService {
  readonly type: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Hostnames of `status.loadBalancer.ingress`, lower case. */
  readonly hostnames: readonly string[];
}

export interface SurveyedGateway {
  readonly selector: Readonly<Record<string, string>>;
  /** As written in the manifest: `*.x`, `ns/host`, `./host`, `*`. */
  readonly hosts: readonly string[];
}

/**
 * Metadata is required: an item without it means that the answer is no list of objects, so the survey is incomplete.
 * Below it, a field of another form reads as absent: one malformed object must not stop the survey of a cluster.
 */
const metadata = z.object({ namespace: z.string().min(1), name: z.string().min(1) });
const labels = z.record(z.string(), z.string()).catch({});
const strings = z
  .array(z.unknown())
  .catch([])
  .transform((items) => items.filter((item) => typeof item === 'string'));

const service = z.object({
  metadata,
  spec: z
    .object({ type: z.string().catch('ClusterIP'), selector: labels })
    .catch({ type: 'ClusterIP', selector: {} }),
  status: z
    .object({
      loadBalancer: z.object({
        ingress: z.array(z.object({ hostname: z.string().optional().catch(undefined) })),
      }),
    })
    .catch({ loadBalancer: { ingress: [] } }),
});

const gateway = z.object({
  metadata,
  spec: z
    .object({
      selector: labels,
      servers: z.array(z.object({ hosts: strings }).catch({ hosts: [] })).catch([]),
    })
    .catch({ selector: {}, servers: [] }),
});

/** A core/v1 Service. Throws if it has no namespace and name. */
export function parseService(object: unknown): Named<SurveyedService> {
  const { metadata, spec, status } = service.parse(object);
  const hostnames = status.loadBalancer.ingress.flatMap(({ hostname }) => hostname?.toLowerCase() ?? []);
  return [`${metadata.namespace}/${metadata.name}`, { ...spec, hostnames: [...new Set(hostnames)].sort() }];
}

/** A networking.istio.io Gateway, of any version: they differ in nothing that is read here. */
export function parseIstioGateway(object: unknown): Named<SurveyedGateway> {
  const { metadata, spec } = gateway.parse(object);
  const hosts = spec.servers.flatMap((server) => server.hosts);
  return [
    `${metadata.namespace}/${metadata.name}`,
    { selector: spec.selector, hosts: [...new Set(hosts)].sort() },
  ];
}

import * as z from 'zod';
import { actionKey, forwardsTo, USE_ANNOTATION } from './parse-alb-action.ts';
import { distinct, labels, metadata, nameOf, shownHostnames, strings } from './parse-metadata.ts';

/** What comes for a host, or for any where it has none, goes to these Services, `namespace/name`. */
export interface IngressRule {
  readonly host: string | undefined;
  readonly services: readonly string[];
}

export interface Ingress {
  /** `namespace/name`. */
  readonly name: string;
  readonly shows: readonly string[];
  readonly rules: readonly IngressRule[];
  readonly defaultServices: readonly string[];
  /** Lower case. */
  readonly tlsHosts: readonly string[];
}

const port = z.object({ name: z.string().optional() }).catch({});
const backend = z
  .object({ service: z.object({ name: z.string().min(1), port }) })
  .transform(({ service }) => service)
  .optional()
  .catch(undefined);
type Backend = z.infer<typeof backend>;

const rule = z
  .object({
    host: z.string().optional().catch(undefined),
    http: z
      .object({ paths: z.array(z.object({ backend }).catch({ backend: undefined })) })
      .catch({ paths: [] }),
  })
  .catch({ host: undefined, http: { paths: [] } });
const spec = z
  .object({
    rules: z.array(rule).catch([]),
    tls: z.array(z.object({ hosts: strings }).catch({ hosts: [] })).catch([]),
    defaultBackend: backend,
  })
  .catch({ rules: [], tls: [], defaultBackend: undefined });
const ingress = z.object({
  metadata: metadata.extend({ annotations: labels }),
  spec,
  status: shownHostnames,
});

/** A networking.k8s.io/v1 Ingress. Throws if it has no namespace and name. */
export function parseIngress(object: unknown): Ingress {
  const { metadata: own, spec: given, status } = ingress.parse(object);
  const servicesOf = (named: Backend): readonly string[] => {
    if (named === undefined) return [];
    const isAction = named.port.name === USE_ANNOTATION;
    const services = isAction ? forwardsTo(own.annotations[actionKey(named.name)]) : [named.name];
    return services.map((service) => `${own.namespace}/${service}`);
  };
  return {
    name: nameOf(own),
    shows: status,
    rules: given.rules.map(({ host, http }) => ({
      host: host?.toLowerCase() || undefined,
      services: http.paths.flatMap((path) => servicesOf(path.backend)),
    })),
    defaultServices: servicesOf(given.defaultBackend),
    tlsHosts: distinct(given.tls.flatMap(({ hosts }) => hosts)).filter((host) => host !== ''),
  };
}

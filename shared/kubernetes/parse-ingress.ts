import * as z from 'zod';
import { conditionHosts, forwardsTo, USE_ANNOTATION } from './parse-alb-annotations.ts';
import { distinct, itemOf, labels, metadata, nameOf, shownHostnames, strings } from './parse-metadata.ts';

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
type Own = z.infer<typeof annotated>;

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
const annotated = metadata.extend({ annotations: labels });
const ingress = z.object({ metadata: annotated, spec, status: shownHostnames });

/** A networking.k8s.io/v1 Ingress. Throws if it has no namespace and name. */
export function parseIngress(object: unknown): Ingress {
  const { metadata: own, spec: given, status } = itemOf('Ingress', ingress, object);
  return {
    name: nameOf(own),
    shows: status,
    rules: given.rules.flatMap((each) => rulesOf(each, own)),
    defaultServices: servicesOf(given.defaultBackend, own),
    tlsHosts: distinct(given.tls.flatMap(({ hosts }) => hosts)).filter((host) => host !== ''),
  };
}

/** One for each host: the rule's own, and those that annotations add to a path of it. */
function rulesOf({ host: given, http }: z.infer<typeof rule>, own: Own): readonly IngressRule[] {
  const host = given?.toLowerCase() || undefined;
  const byHost = new Map<string | undefined, string[]>();
  if (http.paths.length === 0) byHost.set(host, []);
  for (const { backend: to } of http.paths) {
    const more = to === undefined ? undefined : conditionHosts(own.annotations, to.name);
    const hosts = host === undefined && more !== undefined ? more : [host, ...(more ?? [])];
    for (const each of hosts) byHost.set(each, [...(byHost.get(each) ?? []), ...servicesOf(to, own)]);
  }
  return [...byHost].map(([each, services]) => ({ host: each, services }));
}

function servicesOf(to: Backend, { namespace, annotations }: Own): readonly string[] {
  if (to === undefined) return [];
  const services = to.port.name === USE_ANNOTATION ? forwardsTo(annotations, to.name) : [to.name];
  return services.map((service) => `${namespace}/${service}`);
}

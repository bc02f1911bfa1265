import * as z from 'zod';
import { distinct, itemOf, metadata, nameOf, strings } from './parse-metadata.ts';

/** What a Route attaches to, with what the Gateway API says where it says nothing. */
export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Undefined: all listeners. */
  readonly sectionName: string | undefined;
  readonly port: number | undefined;
}

/** HTTPRoute, GRPCRoute or TLSRoute, of any version: they differ in nothing that is read here. */
export interface Route {
  /** `namespace/name`. */
  readonly name: string;
  readonly namespace: string;
  /** Lower case; undefined: it gives none, and has those of the listener. Empty: none of those that it gives is one. */
  readonly hostnames: readonly string[] | undefined;
  /** Parents that it names and whose controller has accepted it as it is now. */
  readonly accepted: readonly ParentRef[];
}

const parentRef = z.object({
  group: z.string().default('gateway.networking.k8s.io'),
  kind: z.string().default('Gateway'),
  namespace: z.string().optional(),
  name: z.string().min(1),
  sectionName: z.string().optional(),
  port: z.number().optional(),
});
const condition = z.object({
  type: z.string(),
  status: z.string(),
  observedGeneration: z.number().optional(),
});
const parentStatus = z.object({
  parentRef,
  conditions: z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.flatMap((each) => condition.safeParse(each).data ?? [])),
});
const lenient = z.array(z.unknown()).catch([]);
const route = z.object({
  metadata: metadata.extend({ generation: z.number().catch(0) }),
  spec: z
    .object({ hostnames: z.unknown(), parentRefs: lenient })
    .catch({ hostnames: undefined, parentRefs: [] }),
  status: z.object({ parents: lenient }).catch({ parents: [] }),
});

/**
 * Throws if it has no namespace and name. An acceptance of an earlier generation says nothing of what the Route asks for
 * now; one without a generation is taken for the present one.
 */
export function parseRoute(object: unknown): Route {
  const { metadata: own, spec, status } = itemOf('Route', route, object);
  const complete = (ref: z.infer<typeof parentRef>): ParentRef => ({
    group: ref.group,
    kind: ref.kind,
    namespace: ref.namespace ?? own.namespace,
    name: ref.name,
    sectionName: ref.sectionName || undefined,
    port: ref.port,
  });
  const said = status.parents.flatMap((each) => parentStatus.safeParse(each).data ?? []);
  const isAccepted = (ref: ParentRef): boolean =>
    said.some(
      ({ parentRef: other, conditions }) =>
        keyOf(complete(other)) === keyOf(ref) &&
        conditions.some(
          ({ type, status: value, observedGeneration = own.generation }) =>
            type === 'Accepted' && value === 'True' && observedGeneration >= own.generation,
        ),
    );
  return {
    name: nameOf(own),
    namespace: own.namespace,
    hostnames: isNone(spec.hostnames) ? undefined : distinct(strings.parse(spec.hostnames)),
    accepted: spec.parentRefs
      .flatMap((each) => parentRef.safeParse(each).data ?? [])
      .map(complete)
      .filter(isAccepted),
  };
}

function isNone(hostnames: unknown): boolean {
  return (
    hostnames === undefined || hostnames === null || (Array.isArray(hostnames) && hostnames.length === 0)
  );
}

function keyOf({ group, kind, namespace, name, sectionName, port }: ParentRef): string {
  return JSON.stringify([group, kind, namespace, name, sectionName ?? null, port ?? null]);
}

/**
 * The kinds of objects that a survey reads, by the name that people know them by, and where the API server lists them. Two
 * are called Gateway: Istio's goes by its short name, that of the Gateway API by its whole one, as kubectl takes it.
 */
export const KINDS = {
  Service: { group: '', resource: 'services' },
  Ingress: { group: 'networking.k8s.io', resource: 'ingresses' },
  Namespace: { group: '', resource: 'namespaces' },
  Gateway: { group: 'networking.istio.io', resource: 'gateways' },
  VirtualService: { group: 'networking.istio.io', resource: 'virtualservices' },
  'Gateway.gateway.networking.k8s.io': { group: 'gateway.networking.k8s.io', resource: 'gateways' },
  HTTPRoute: { group: 'gateway.networking.k8s.io', resource: 'httproutes' },
  GRPCRoute: { group: 'gateway.networking.k8s.io', resource: 'grpcroutes' },
  TLSRoute: { group: 'gateway.networking.k8s.io', resource: 'tlsroutes' },
} as const;

export type Kind = keyof typeof KINDS;

/** `Service/istio-ingress/gateway`: kind, namespace, name. */
export type ObjectRef = `${Kind}/${string}`;

export function refOf(kind: Kind, name: string): ObjectRef {
  return `${kind}/${name}`;
}

export function kindOf(ref: ObjectRef): Kind {
  return ref.slice(0, ref.indexOf('/')) as Kind;
}

/** `gateways.networking.istio.io`: as discovery and RBAC call it. */
export function resourceOf(kind: Kind): string {
  const { group, resource } = KINDS[kind];
  return group === '' ? resource : `${resource}.${group}`;
}

/** Kinds that a cluster has only if somebody installed them. */
export const CUSTOM_KINDS = (Object.keys(KINDS) as Kind[]).filter(
  (kind) => !['Service', 'Ingress', 'Namespace'].includes(kind),
);

/** What was listed of a kind, whole, as the API server sent it; undefined where the cluster has no such kind. */
export type Lists = Readonly<Partial<Record<Kind, readonly unknown[] | undefined>>>;

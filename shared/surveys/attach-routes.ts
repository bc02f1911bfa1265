import type { AllowedNamespaces, Gateway, LabelExpression, Listener } from '../kubernetes/parse-gateway.ts';
import type { ParentRef, Route } from '../kubernetes/parse-route.ts';

export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute';

/** Labels by Namespace. */
export type Namespaces = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Protocols of listeners that each kind of Route attaches to (Gateway API reference, "ProtocolType"). */
const PROTOCOLS: Readonly<Record<RouteKind, readonly string[]>> = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
};

/** The listeners of a Gateway that a Route is attached to. */
export function listenersOf(
  gateway: Gateway,
  kind: RouteKind,
  route: Route,
  namespaces: Namespaces,
): readonly Listener[] {
  const refs = route.accepted.filter((ref) => isTo(ref, gateway));
  return gateway.listeners.filter(
    (listener) =>
      PROTOCOLS[kind].includes(listener.protocol) &&
      (listener.kinds === undefined || listener.kinds.includes(kind)) &&
      letsIn(listener.namespaces, route.namespace, gateway.namespace, namespaces) &&
      refs.some((ref) => isFor(ref, listener)),
  );
}

function isTo({ group, kind, namespace, name }: ParentRef, gateway: Gateway): boolean {
  return (
    group === 'gateway.networking.k8s.io' && kind === 'Gateway' && `${namespace}/${name}` === gateway.name
  );
}

function isFor({ sectionName, port }: ParentRef, listener: Listener): boolean {
  return (
    (sectionName === undefined || sectionName === listener.name) &&
    (port === undefined || port === listener.port)
  );
}

function letsIn(allowed: AllowedNamespaces, namespace: string, own: string, namespaces: Namespaces): boolean {
  if (allowed === 'All') return true;
  if (allowed === 'Same') return namespace === own;
  if (allowed === 'None') return false;
  const labels = namespaces.get(namespace);
  if (labels === undefined) return false;
  return (
    Object.entries(allowed.matchLabels).every(([key, value]) => labels[key] === value) &&
    allowed.matchExpressions.every((expression) => matches(expression, labels))
  );
}

/** As Kubernetes selects: what has no such label is not in a list of values. */
function matches(
  { key, operator, values }: LabelExpression,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

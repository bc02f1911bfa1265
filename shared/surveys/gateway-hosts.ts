import { isIP } from 'node:net';
import { type ObjectRef, refOf } from '../kubernetes/kinds.ts';
import type { Gateway } from '../kubernetes/parse-gateway.ts';
import type { Route } from '../kubernetes/parse-route.ts';
import type { Service } from '../kubernetes/parse-service.ts';
import { listenersOf, type Namespaces, type RouteKind } from './attach-routes.ts';
import { intersectAll } from './intersect.ts';
import type { Entrance } from './survey.ts';

type Serves = Entrance['serves'];
type Routes = readonly (readonly [RouteKind, Route])[];

/** The label by which the Service of a Gateway selects its pods, where the implementation runs them in the cluster. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
/** Listeners to which nothing can attach but Routes that have hosts. */
const WITH_HOSTS = ['HTTP', 'HTTPS'];
const KIND = 'Gateway.gateway.networking.k8s.io';

/**
 * What is served through a Gateway of the Gateway API: by each Route that is attached to one of its listeners and accepted,
 * what their hostnames have in common. A Route without hostnames has the listener's, a listener without one lets all
 * through.
 *
 * A Gateway declares as soon as a listener is for HTTP or has a hostname, or a Route is attached, even if nothing is
 * served: a listener alone answers nobody. Without any of these it declares nothing, so that one that passes TCP on
 * (TCPRoute and UDPRoute, which have no hosts and are not read) is "not checked". ListenerSets are not read.
 */
export function gatewayHosts(gateway: Gateway, routes: Routes, namespaces: Namespaces): Serves {
  const serves = new Map<ObjectRef, readonly string[]>();
  for (const [kind, route] of routes) {
    const listeners = listenersOf(gateway, kind, route, namespaces);
    if (listeners.length === 0) continue;
    const hosts = listeners.flatMap(({ hostname }) =>
      intersectAll([hostname ?? '*'], route.hostnames ?? ['*']),
    );
    serves.set(refOf(kind, route.name), [...new Set(hosts)].filter(isHost).sort());
  }
  if (
    serves.size > 0 ||
    gateway.listeners.some(
      ({ hostname, protocol }) => hostname !== undefined || WITH_HOSTS.includes(protocol),
    )
  )
    serves.set(refOf(KIND, gateway.name), []);
  return Object.fromEntries(serves);
}

/** Whether a Gateway's pods stand behind a Service: by the label that selects them, or by the Gateway's own address. */
export function standsBehind(
  gateway: Gateway,
  { name, selector }: Pick<Service, 'name' | 'selector'>,
): boolean {
  const [namespace = '', service = ''] = name.split('/');
  if (namespace === gateway.namespace && `${namespace}/${selector[GATEWAY_NAME]}` === gateway.name)
    return true;
  return gateway.shows.some((address) => {
    const inCluster = `${service}.${namespace}.svc`;
    return address === inCluster || address === `${inCluster}.cluster.local`;
  });
}

function isHost(host: string): boolean {
  return isIP(host) === 0 && /^(\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*)$/.test(host);
}

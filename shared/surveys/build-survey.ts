import { CUSTOM_KINDS, type Kind, type Lists, type ObjectRef, refOf } from '../kubernetes/kinds.ts';
import { type Gateway, parseGateway, parseNamespace } from '../kubernetes/parse-gateway.ts';
import { parseIngress } from '../kubernetes/parse-ingress.ts';
import { parseIstioGateway, parseVirtualService } from '../kubernetes/parse-istio.ts';
import { parseRoute } from '../kubernetes/parse-route.ts';
import { parseService } from '../kubernetes/parse-service.ts';
import { annotationsOf } from './annotations.ts';
import { entriesOf, mergeServes } from './behind.ts';
import { gatewayHosts, standsBehind } from './gateway-hosts.ts';
import { ingressEntrances } from './ingress-entrances.ts';
import { istioHosts } from './istio-hosts.ts';
import type { Entrance, Survey } from './survey.ts';

export interface Listed {
  readonly cluster: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** What annotations of our own begin with, without the slash. */
  readonly tagPrefix: string;
  readonly lists: Lists;
}

/** The survey of a cluster that was read completely. Throws if an item is no Kubernetes object. */
export function buildSurvey({ cluster, startedAt, tagPrefix, lists }: Listed): Survey {
  const entrances = sorted(entrancesOf(lists));
  const notServed = CUSTOM_KINDS.filter((kind) => lists[kind] === undefined);
  return {
    schema: 2,
    cluster,
    startedAt,
    complete: true,
    ...(notServed.length > 0 && { notServed }),
    entrances,
    annotations: sorted(relevant(lists, tagPrefix, entrances)),
  };
}

function entrancesOf(lists: Lists): readonly (readonly [ObjectRef, Entrance])[] {
  const gateways = gatewaysOf(lists);
  const services = servicesOf(lists, gateways);
  return [
    ...[...services].map(([name, entrance]) => [refOf('Service', name), entrance] as const),
    ...ingressEntrances((lists.Ingress ?? []).map(parseIngress), services),
    ...gateways.map(({ gateway, serves }) => {
      const ref = refOf('Gateway.gateway.networking.k8s.io', gateway.name);
      return [ref, { shows: gateway.shows, serves: mergeServes([serves]) }] as const;
    }),
  ];
}

interface ServingGateway {
  readonly gateway: Gateway;
  readonly serves: Entrance['serves'];
}

/** Gateways of the Gateway API. */
function gatewaysOf(lists: Lists): readonly ServingGateway[] {
  const namespaces = new Map((lists.Namespace ?? []).map(parseNamespace));
  const routes = (['HTTPRoute', 'GRPCRoute', 'TLSRoute'] as const).flatMap((kind) =>
    (lists[kind] ?? []).map((route) => [kind, parseRoute(route)] as const),
  );
  return (lists['Gateway.gateway.networking.k8s.io'] ?? []).map(parseGateway).map((gateway) => ({
    gateway,
    serves: gatewayHosts(gateway, routes, namespaces),
  }));
}

/** Services with what either mesh declares behind them. */
function servicesOf(lists: Lists, gateways: readonly ServingGateway[]): ReadonlyMap<string, Entrance> {
  const istio = istioHosts(
    (lists.Gateway ?? []).map(parseIstioGateway),
    (lists.VirtualService ?? []).map(parseVirtualService),
  );
  return new Map(
    (lists.Service ?? []).map(parseService).map((service) => {
      const behind = gateways.filter(({ gateway }) => standsBehind(gateway, service));
      const serves = [istio(service), ...behind.map((each) => each.serves)];
      return [service.name, { shows: service.shows, serves: mergeServes(serves) }];
    }),
  );
}

/** Annotations of what load balancers stand in front of, and of what declares hosts there. */
function relevant(
  lists: Lists,
  tagPrefix: string,
  entrances: Survey['entrances'],
): readonly (readonly [ObjectRef, Survey['annotations'][ObjectRef]])[] {
  const known = new Set(entriesOf(entrances).flatMap(([ref, { serves }]) => [ref, ...Object.keys(serves)]));
  return (Object.keys(lists) as Kind[])
    .filter((kind) => kind !== 'Namespace')
    .flatMap((kind) => annotationsOf(kind, lists[kind] ?? [], tagPrefix))
    .filter(([ref]) => known.has(ref));
}

/** So that two surveys of the same objects are the same document but for the time. */
function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

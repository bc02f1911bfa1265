import { annotationsOf } from './annotations.ts';
import { entriesOf } from './behind.ts';
import { ingressHosts } from './ingress-hosts.ts';
import { istioHosts } from './istio-hosts.ts';
import { CUSTOM_KINDS, type Kind, type ObjectRef, refOf } from './kinds.ts';
import { parseIngress } from './parse-ingress.ts';
import { parseIstioGateway, parseVirtualService } from './parse-istio.ts';
import { parseService } from './parse-service.ts';
import type { Entrance, Survey } from './survey.ts';

/** What was listed of a kind, whole, as the API server sent it; undefined where the cluster has no such kind. */
export type Lists = Readonly<Partial<Record<Kind, readonly unknown[] | undefined>>>;

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
  const istio = istioHosts(
    (lists.Gateway ?? []).map(parseIstioGateway),
    (lists.VirtualService ?? []).map(parseVirtualService),
  );
  const services = new Map(
    (lists.Service ?? [])
      .map(parseService)
      .map((service): [string, Entrance] => [
        service.name,
        { shows: service.shows, serves: sorted(entriesOf(istio(service))) },
      ]),
  );
  const ingresses = (lists.Ingress ?? []).map(parseIngress).map((ingress): [ObjectRef, Entrance] => {
    const serves = ingressHosts(ingress, (service) => services.get(service)?.serves);
    return [refOf('Ingress', ingress.name), { shows: ingress.shows, serves: sorted(entriesOf(serves)) }];
  });
  return [
    ...[...services].map(([name, entrance]) => [refOf('Service', name), entrance] as const),
    ...ingresses,
  ];
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

import { istioHosts } from './istio-hosts.ts';
import { type Kind, type ObjectRef, refOf } from './kinds.ts';
import { parseIstioGateway, parseService } from './kubernetes-objects.ts';
import type { Entrance, Survey } from './survey.ts';

/** What was listed in a cluster: each kind whole, as the API server sent it; undefined where the cluster has no such kind. */
export interface Listed {
  readonly cluster: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly services: readonly unknown[];
  readonly istioGateways: readonly unknown[] | undefined;
}

/** The survey of a cluster that was read completely. Throws if an item is no Kubernetes object. */
export function buildSurvey({ cluster, startedAt, services, istioGateways }: Listed): Survey {
  const gateways = (istioGateways ?? []).map(parseIstioGateway);
  const entrances = services
    .map(parseService)
    .map(([name, { selector, hostnames }]): [ObjectRef, Entrance] => [
      refOf('Service', name),
      { shows: hostnames, serves: istioHosts(selector, gateways) },
    ]);
  const notServed: readonly Kind[] = istioGateways === undefined ? ['Gateway'] : [];
  return {
    schema: 2,
    cluster,
    startedAt,
    complete: true,
    ...(notServed.length > 0 && { notServed }),
    entrances: Object.fromEntries(entrances.sort(([a], [b]) => (a < b ? -1 : 1))),
    annotations: {},
  };
}

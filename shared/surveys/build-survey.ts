import { type Declaration, declaredBehind, type SurveyedObjects } from './declared-hosts.ts';
import { parseIstioGateway, parseService } from './kubernetes-objects.ts';
import type { Behind, ObjectRef, Survey } from './survey.ts';

/** What was listed in a cluster: each kind whole, as the API server sent it. */
export interface Listed {
  readonly cluster: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly services: readonly unknown[];
  /** Undefined where the cluster does not have them at all. */
  readonly istioGateways: readonly unknown[] | undefined;
}

/** The survey of a cluster that was read completely. Throws if an item is no Kubernetes object. */
export function buildSurvey({ cluster, startedAt, services, istioGateways }: Listed): Survey {
  const objects: SurveyedObjects = {
    services: byName(services.map(parseService)),
    gateways: byName((istioGateways ?? []).map(parseIstioGateway)),
  };
  const loadBalancers: Record<string, Behind> = Object.create(null);
  for (const { object, hostnames, declarations } of entrances(objects)) {
    for (const hostname of hostnames) {
      loadBalancers[hostname] = merge(loadBalancers[hostname], object, declarations);
    }
  }
  const notServed = istioGateways === undefined ? { notServed: ['gateways.networking.istio.io'] } : {};
  const loaded = { ...objects, loadBalancers: sorted(loadBalancers) };
  return { schema: 1, cluster, startedAt, complete: true, ...notServed, ...loaded };
}

/** An object whose status shows load balancers, and what declares hosts behind it. */
interface Entrance {
  readonly object: ObjectRef;
  readonly hostnames: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** Services. Other kinds that own load balancers (Ingress, Gateway API) are further entrances. */
function entrances(objects: SurveyedObjects): readonly Entrance[] {
  return Object.entries(objects.services).map(([name, service]) => ({
    object: `Service/${name}`,
    hostnames: service.hostnames,
    declarations: service.hostnames.length === 0 ? [] : declaredBehind(service, objects),
  }));
}

function merge(before: Behind | undefined, object: ObjectRef, declarations: readonly Declaration[]): Behind {
  return {
    objects: union(before?.objects, [object, ...declarations.map((declaration) => declaration.object)]),
    declares: (before?.declares ?? false) || declarations.length > 0,
    hosts: union(
      before?.hosts,
      declarations.flatMap(({ hosts }) => hosts),
    ),
  };
}

function union<T extends string>(before: readonly T[] = [], more: readonly T[]): readonly T[] {
  return [...new Set([...before, ...more])].sort();
}

/** Sorted, so that two surveys of the same objects are the same document but for the time. */
function byName<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return sorted(Object.fromEntries(entries));
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { type ObjectRef, refOf } from '../kubernetes/kinds.ts';
import type { IstioGateway, VirtualService } from '../kubernetes/parse-istio.ts';
import type { Service } from '../kubernetes/parse-service.ts';
import { mergeServes } from './behind.ts';
import { intersect } from './intersect.ts';
import { servedHost } from './served-host.ts';
import type { Entrance } from './survey.ts';

type Labels = Readonly<Record<string, string>>;
type Serves = Entrance['serves'];

/** What a Gateway, or a VirtualService through it, serves. */
interface Declaration {
  readonly ref: ObjectRef;
  readonly hosts: readonly string[];
  /** Do gateway pods of this namespace know of it? */
  readonly isSeenIn: (namespace: string) => boolean;
}

/**
 * What Istio serves through a Service: the hosts of the Gateways whose selector the Service's selector contains, because
 * its pods then carry the Gateway's labels; and those of the VirtualServices that are bound to them. An empty selector
 * means every gateway pod of the mesh, which the Service's selector does not tell. Rules: Istio's reference of Gateway
 * (`selector`, `servers.hosts`) and VirtualService (`hosts`, `gateways`, `exportTo`).
 */
export function istioHosts(
  gateways: readonly IstioGateway[],
  virtualServices: readonly VirtualService[],
): (service: Pick<Service, 'namespace' | 'selector'>) => Serves {
  const byGateway = groupByGateway(virtualServices);
  const declaring = gateways
    .filter(({ hosts, selector }) => hosts.length > 0 && firstLabel(selector) !== undefined)
    .map(
      (gateway) => [gateway.selector, declarationsOf(gateway, byGateway.get(gateway.name) ?? [])] as const,
    );
  // A cluster has thousands of Services and hundreds of Gateways: each Service looks only at those that may fit.
  const byLabel = Map.groupBy(declaring, ([selector]) => firstLabel(selector));
  return ({ namespace, selector }) => {
    const fitting = labelsOf(selector)
      .flatMap((label) => byLabel.get(label) ?? [])
      .filter(([wanted]) => contains(selector, wanted))
      .flatMap(([, declarations]) => declarations.filter(({ isSeenIn }) => isSeenIn(namespace)));
    return mergeServes(fitting.map(({ ref, hosts }) => ({ [ref]: hosts })));
  };
}

function groupByGateway(
  virtualServices: readonly VirtualService[],
): ReadonlyMap<string, readonly VirtualService[]> {
  const grouped = new Map<string, VirtualService[]>();
  for (const each of virtualServices)
    for (const name of new Set(each.gateways)) {
      const known = grouped.get(name);
      if (known) known.push(each);
      else grouped.set(name, [each]);
    }
  return grouped;
}

function labelsOf(selector: Labels): readonly string[] {
  return Object.entries(selector).map(([key, value]) => `${key}=${value}`);
}

const firstLabel = (selector: Labels): string | undefined => labelsOf(selector)[0];

/** The Gateway declares its hosts, and each VirtualService bound to it what both have in common. */
function declarationsOf(
  gateway: IstioGateway,
  virtualServices: readonly VirtualService[],
): readonly Declaration[] {
  const own = gateway.hosts.flatMap((entry) => servedHost(entry) ?? []);
  const through = virtualServices
    .map((each) => ({
      ref: refOf('VirtualService', each.name),
      hosts: inCommon(each, gateway),
      isSeenIn: (namespace: string) => isExported(each, namespace),
    }))
    .filter(({ hosts }) => hosts.length > 0);
  return [{ ref: refOf('Gateway', gateway.name), hosts: own, isSeenIn: () => true }, ...through];
}

/** Istio asks for the namespace of the pods that serve, which is the Service's: that of the Gateway may be another. */
function isExported({ exportTo, namespace: own }: VirtualService, namespace: string): boolean {
  return (
    exportTo.length === 0 ||
    exportTo.includes('*') ||
    exportTo.includes(namespace) ||
    (exportTo.includes('.') && own === namespace)
  );
}

/** A host of the VirtualService may be wider than that of the Gateway: what is served is what both have in common. */
function inCommon({ hosts, namespace }: VirtualService, gateway: IstioGateway): readonly string[] {
  const allowed = gateway.hosts
    .filter((entry) => letsIn(entry, namespace, gateway.namespace))
    .flatMap((entry) => servedHost(entry) ?? []);
  // A short name is that of a Service, for whoever is in the mesh.
  const asked = hosts.flatMap((host) => servedHost(host) ?? []).filter((host) => /[.*]/.test(host));
  return asked.flatMap((host) => allowed.flatMap((other) => intersect(host, other) ?? []));
}

/** `ns/host`: VirtualServices of that namespace alone; `./host`: of the Gateway's own; `*` or nothing: of all. */
function letsIn(entry: string, namespace: string, own: string): boolean {
  const slash = entry.indexOf('/');
  const from = slash < 0 ? '*' : entry.slice(0, slash);
  return from === '*' || from === namespace || (from === '.' && namespace === own);
}

function contains(all: Labels, some: Labels): boolean {
  const wanted = Object.entries(some);
  return wanted.length > 0 && wanted.every(([key, value]) => all[key] === value);
}

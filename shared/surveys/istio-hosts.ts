import { refOf } from './kinds.ts';
import type { Named, SurveyedGateway } from './kubernetes-objects.ts';
import { servedHost } from './served-host.ts';
import type { Entrance } from './survey.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * Hosts of the Istio Gateways whose selector the Service's selector contains: the Service's pods then carry the Gateway's
 * labels. An empty selector means every gateway pod of the mesh, which the Service's selector does not tell.
 */
export function istioHosts(
  selector: Labels,
  gateways: readonly Named<SurveyedGateway>[],
): Entrance['serves'] {
  return Object.fromEntries(
    gateways
      .filter(([, gateway]) => gateway.hosts.length > 0 && contains(selector, gateway.selector))
      .map(([name, { hosts }]) => [
        refOf('Gateway', name),
        [...new Set(hosts.flatMap((entry) => servedHost(entry) ?? []))].sort(),
      ]),
  );
}

function contains(all: Labels, some: Labels): boolean {
  const wanted = Object.entries(some);
  return wanted.length > 0 && wanted.every(([key, value]) => all[key] === value);
}

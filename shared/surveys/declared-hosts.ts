import { servedHost } from './served-host.ts';
import type { ObjectRef, SurveyedGateway, SurveyedService } from './survey.ts';

/** The objects of a cluster, by kind and `namespace/name`. */
export interface SurveyedObjects {
  readonly services: Readonly<Record<string, SurveyedService>>;
  readonly gateways: Readonly<Record<string, SurveyedGateway>>;
}

/** An object that says which hosts are served behind a Service; `hosts` may be empty. */
export interface Declaration {
  readonly object: ObjectRef;
  readonly hosts: readonly string[];
}

/** What one kind of object declares behind a Service. A further arrangement is a further function in `DECLARING`. */
type Declaring = (service: SurveyedService, objects: SurveyedObjects) => readonly Declaration[];

const DECLARING: readonly Declaring[] = [istioGateways];

export function declaredBehind(service: SurveyedService, objects: SurveyedObjects): readonly Declaration[] {
  return DECLARING.flatMap((declaring) => declaring(service, objects));
}

/**
 * Istio Gateways whose selector the Service's selector contains: the Service's pods then carry the Gateway's labels. An
 * empty selector means every gateway pod of the mesh, which the Service's selector does not tell.
 */
function istioGateways(service: SurveyedService, { gateways }: SurveyedObjects): readonly Declaration[] {
  return Object.entries(gateways)
    .filter(([, { selector, hosts }]) => hosts.length > 0 && contains(service.selector, selector))
    .map(([name, { hosts }]) => ({
      object: `Gateway/${name}`,
      hosts: hosts.flatMap((entry) => servedHost(entry) ?? []),
    }));
}

type Labels = Readonly<Record<string, string>>;

function contains(all: Labels, some: Labels): boolean {
  const wanted = Object.entries(some);
  return wanted.length > 0 && wanted.every(([key, value]) => all[key] === value);
}

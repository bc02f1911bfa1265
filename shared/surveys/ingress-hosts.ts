import { refOf } from '../kubernetes/kinds.ts';
import type { Ingress, IngressRule } from '../kubernetes/parse-ingress.ts';
import { entriesOf, mergeServes } from './behind.ts';
import { intersectAll } from './intersect.ts';
import type { Entrance } from './survey.ts';

type Serves = Entrance['serves'];

export interface IngressHosts {
  readonly serves: Serves;
  /** It has a rule without host to a plain Service, and no mesh behind it: whatever host is asked for there is served. */
  readonly catchesAll: boolean;
}

/**
 * What is served through an Ingress. `behind`: what declares hosts behind a Service, `namespace/name`; undefined for one
 * that is not there.
 * - A rule whose Services have a mesh behind them serves what the rule's host and the mesh's hosts have in common, and a
 *   rule without host whatever the mesh does: what the mesh does not know it answers with 404. So does the default backend.
 * - Any other rule serves its host. TLS hosts are served where no mesh stands behind the Ingress.
 * - A rule without host to a plain Service serves every host; but that alone declares none, so that an Ingress without any
 *   host is "not checked", not "everything". Beside a mesh it serves none either: a path for health checks must not make
 *   every name pass that the mesh does not know. A Service that is not there, and an action of the controller that forwards to
 *   none (a redirect, say), serve nothing of their own; nor does a plain default backend, which is there for what no rule
 *   knows.
 */
export function ingressHosts(
  ingress: Ingress,
  behind: (service: string) => Serves | undefined,
): IngressHosts {
  const served: Serves[] = [];
  const own = new Set<string>();
  let hasCatchAll = false;
  let hasMesh = false;
  const follow = ({ host, services }: IngressRule, isDefault: boolean) => {
    const there = services.flatMap((service) => behind(service) ?? []);
    const meshes = there.filter((each) => entriesOf(each).length > 0);
    hasMesh ||= meshes.length > 0;
    for (const [ref, hosts] of meshes.flatMap(entriesOf))
      served.push({ [ref]: intersectAll([host ?? '*'], hosts ?? []) });
    const isPlain = there.length > meshes.length;
    if (meshes.length > 0 && !isPlain) return;
    if (host !== undefined) own.add(host);
    else hasCatchAll ||= isPlain && !isDefault;
  };
  for (const rule of ingress.rules) follow(rule, false);
  follow({ host: undefined, services: ingress.defaultServices }, true);
  if (!hasMesh) for (const host of ingress.tlsHosts) own.add(host);
  const catchesAll = hasCatchAll && !hasMesh;
  if (catchesAll && own.size > 0) own.add('*');
  if (own.size > 0) served.push({ [refOf('Ingress', ingress.name)]: [...own] });
  return { serves: mergeServes(served), catchesAll };
}

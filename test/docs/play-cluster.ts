import { surveyed } from '../stage/surveyed.ts';
import type { Scene } from './scene.ts';

/** A cluster with one Service, `istio/gateway`, and the Istio Gateways that select its pods. */
export interface PlayedCluster {
  /** Whom the status of the Service shows. */
  shows: string[];
  /** Hosts by namespace and name of the Gateway. */
  readonly gateways: Map<string, readonly string[]>;
  /** By object, `Service istio/gateway`. */
  readonly annotations: Map<string, Readonly<Record<string, string>>>;
}

/** `Gateway istio/gw in blue behind web`: its hosts; `annotations of Service istio/gateway in blue behind web`: theirs. */
export function serve(
  { stage, cast, clusters }: Scene,
  said: { object: string; cluster: string; behind: string | undefined; annotated: boolean },
  lines: readonly string[],
): void {
  const played = clusters.get(said.cluster) ?? { shows: [], gateways: new Map(), annotations: new Map() };
  clusters.set(said.cluster, played);
  if (said.behind !== undefined) played.shows = [cast.get(said.behind)?.dnsName ?? said.behind];
  const [kind, name = ''] = said.object.split(' ');
  if (said.annotated) played.annotations.set(said.object, annotationsIn(lines));
  else if (kind === 'Gateway') played.gateways.set(name, lines);
  else throw new Error(`An example says what ${said.object} serves, and only a Gateway says that here`);
  stage.surveyOf = (cluster, startedAt) => surveyOf(cluster, startedAt, clusters.get(cluster));
}

function surveyOf(cluster: string, startedAt: number, played: PlayedCluster | undefined) {
  if (played === undefined) return surveyed({ cluster, startedAt, services: [], istioGateways: [] });
  const { shows, gateways, annotations } = played;
  const selector = { istio: 'gateway' };
  const metadata = (kind: string, whole: string) => {
    const [namespace, name] = whole.split('/');
    return { namespace, name, annotations: annotations.get(`${kind} ${whole}`) ?? {} };
  };
  const service = {
    metadata: metadata('Service', 'istio/gateway'),
    spec: { type: 'LoadBalancer', selector },
    status: { loadBalancer: { ingress: shows.map((hostname) => ({ hostname })) } },
  };
  const istioGateways = [...gateways].map(([name, hosts]) => ({
    metadata: metadata('Gateway', name),
    spec: { selector, servers: [{ hosts }] },
  }));
  return surveyed({ cluster, startedAt, services: [service], istioGateways });
}

/** `key: value`, value may be empty. */
function annotationsIn(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^(\S+):(?: (.*))?$/.exec(line) ?? [];
      if (key === '') throw new Error(`"${line}" is no annotation`);
      return [key, value];
    }),
  );
}

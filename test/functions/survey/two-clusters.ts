import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Limits } from '../../../functions/cluster/dependencies.ts';
import type { SurveyLine } from '../../../functions/survey/ports.ts';
import { type ClusterApi, type ClusterApiOptions, startClusterApi } from '../../sandbox/cluster-api/start.ts';
import { createV2 } from '../../stage/actions.ts';
import { reachClusters } from '../../stage/clusters.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

export type Fault = NonNullable<ClusterApiOptions['fault']>;
export interface Hindrance {
  readonly fault: Fault;
  /** Of the function that reads it, milliseconds of real time. */
  readonly limits?: Limits | undefined;
}
export type Made = Awaited<ReturnType<typeof createV2>>;

const CLUSTERS = ['demo', 'second'] as const;
type ClusterName = (typeof CLUSTERS)[number];
const MINUTE = 60_000;

/** API servers of clusters demo and second, the same for all tests of a file. */
export function twoClusters() {
  const apis = new Map<ClusterName, ClusterApi>();
  const folders = new Map<ClusterName, string>();
  /** What hinders cluster demo. */
  let hindrance: Hindrance | undefined;
  let now = Date.now;

  beforeAll(async () => {
    for (const name of CLUSTERS) {
      const folder = await mkdtemp(join(tmpdir(), `${name}-`));
      const fault: Fault = (url) => (name === 'demo' ? hindrance?.fault(url) : undefined);
      folders.set(name, folder);
      apis.set(name, await startClusterApi({ name, folder, fault, now: () => now() }));
    }
  });
  afterAll(async () => {
    for (const name of CLUSTERS) {
      await apis.get(name)?.close();
      await rm(folders.get(name) ?? '', { recursive: true, force: true });
    }
  });

  /** From now on this is all that the cluster holds. */
  const apply = (cluster: ClusterName, ...manifests: readonly string[]) =>
    writeFile(join(folders.get(cluster) ?? '', 'all.yaml'), manifests.join('---'));

  return {
    apply,
    hinder: (by: Hindrance | undefined) => {
      hindrance = by;
    },
    /** In good order: `standing` and `going` are published, Services of demo whose Gateway serves every name. */
    createWorld: async () => {
      const stage = createStage({ clusters: CLUSTERS.map((name) => ({ name })), matchByTag: true });
      now = stage.clock.now;
      hindrance = undefined;
      const lines: readonly SurveyLine[] = reachClusters(stage, (name) => {
        const { endpoint = '', certificateAuthority = '' } = apis.get(name as ClusterName) ?? {};
        return { endpoint, certificateAuthority, limits: name === 'demo' ? hindrance?.limits : undefined };
      });
      const standing = await createV2(stage, 'standing', 'standing.example.com', {
        tags: madeFor('standing'),
      });
      const going = await createV2(stage, 'going', 'going.example.com', { tags: madeFor('going') });
      const services = [service('standing', standing), service('going', going)];
      await apply('demo', CRD, gateway('*.example.com'), ...services);
      await apply('second');
      await live(stage);
      const published = {
        'standing.example.com A': standing.dnsName,
        'going.example.com A': going.dnsName,
      };
      expect(zoneContents(stage)).toEqual(published);
      return { stage, lines, standing, going, services, published };
    },
  };
}

/** A survey of both clusters, as the schedule asks for it, and all that follows in so many minutes. */
export async function live(stage: Stage, minutes = 4): Promise<void> {
  await stage.answerAsks?.(CLUSTERS.map((cluster) => ({ cluster, loadBalancers: [], notBefore: 0 })));
  await drain(stage, instrument(stage.ports), minutes * MINUTE);
}

/** Tags of the load balancer that the controller makes for Service mesh/`name`. */
export const madeFor = (name: string, cluster: ClusterName = 'demo') => ({
  'elbv2.k8s.aws/cluster': cluster,
  'service.k8s.aws/stack': `mesh/${name}`,
  'service.k8s.aws/resource': 'LoadBalancer',
});

export const CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gateways.networking.istio.io }
spec: { group: networking.istio.io, names: { kind: Gateway }, versions: [{ name: v1, served: true }] }
`;

/** Behind every Service here. */
export const gateway = (...hosts: readonly string[]) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: mesh }
spec: { selector: { istio: gateway }, servers: [{ hosts: ${JSON.stringify(hosts)} }] }
`;

export const service = (name: string, { dnsName }: Made) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: mesh }
spec: { type: LoadBalancer, selector: { istio: gateway } }
status: { loadBalancer: { ingress: [{ hostname: ${dnsName} }] } }
`;

import { join } from 'node:path';
import { openCluster } from './cluster.ts';
import type { Kept } from './controllers/reconcile.ts';
import { type LoadBalancer, openLoadBalancers } from './load-balancers.ts';
import type { Story } from './page.ts';
import type { SandboxClients } from './sandbox-clients.ts';

/** A story that is being played: its clusters, and all load balancers that are there for it. */
export interface Scene {
  readonly story: Story;
  readonly aws: SandboxClients;
  readonly elb: ReturnType<typeof openLoadBalancers>;
  readonly clusters: ReadonlyMap<string, ReturnType<typeof openCluster>>;
  /** By cluster and name of the load balancer. */
  readonly kept: ReadonlyMap<string, Map<string, Kept>>;
  /** Made by commands, by name. */
  readonly byHand: Map<string, LoadBalancer>;
  /** Of the page's shell. */
  readonly variables: Map<string, string>;
}

export function openScene(story: Story, folder: string, aws: SandboxClients): Scene {
  const file = `${story.page}-${story.heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.yaml`;
  return {
    story,
    aws,
    elb: openLoadBalancers(aws.settings),
    clusters: new Map(story.clusters.map(({ name }) => [name, openCluster(join(folder, name, file), name)])),
    kept: new Map(story.clusters.map(({ name }) => [name, new Map()])),
    byHand: new Map(),
    variables: new Map(),
  };
}

export function castOf({ kept, byHand }: Scene): readonly LoadBalancer[] {
  return [
    ...[...kept.values()].flatMap((each) => [...each.values()].map(({ loadBalancer }) => loadBalancer)),
    ...byHand.values(),
  ];
}

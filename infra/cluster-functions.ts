import { PUBLIC } from '../functions/environment.ts';
import type { Cluster, Settings } from '../shared/settings.ts';
import type { Names } from './names.ts';

export type ClusterVpc = NonNullable<Cluster['vpc']>;

/** Each VPC once: its clusters share a function. */
export function vpcsOf({ clusters }: Pick<Settings, 'clusters'>): ClusterVpc[] {
  return [...new Map(clusters.flatMap(({ vpc }) => (vpc ? [[vpc.id, vpc] as const] : []))).values()];
}

/** VPC id, or `public`, to the name of the function that reads the clusters there. */
export function clusterFunctionNames(
  settings: Pick<Settings, 'clusters'>,
  names: Names,
): Record<string, string> {
  return {
    ...(settings.clusters.some(({ vpc }) => vpc === undefined) && { [PUBLIC]: names.cluster }),
    ...Object.fromEntries(vpcsOf(settings).map(({ id }) => [id, names.clusterFunctionIn(id)])),
  };
}

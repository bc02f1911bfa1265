import type { z } from 'zod';
import type { Cluster } from '../shared/settings.ts';
import type { GivenZone } from './settings-zone-schema.ts';

type Check<T> = z.core.CheckFn<readonly T[]>;

/**
 * One id, and one public zone per name: the world is delegated to one only. Private zones of one name are of different
 * VPCs, and the tag `zone-id` says which of them a name belongs to.
 */
export const zoneConflicts: Check<GivenZone> = (context) => {
  report(context, 'id', ({ id }) => id, 'an id that no other zone of the list has');
  report(
    context,
    'name',
    (zone) => (zone.private ? undefined : zone.name),
    'a name that no other public zone of the list has: a hostname belongs to one of them',
  );
};

/** One entry per cluster, and one way into each VPC: its clusters share a function. */
export const clusterConflicts: Check<Cluster> = (context) => {
  report(context, 'name', ({ name }) => name, 'a name that no other cluster of the list has');
  const first = new Map<string, string>();
  for (const [index, { vpc }] of context.value.entries()) {
    if (!vpc) continue;
    const way = JSON.stringify([vpc.subnetIds.toSorted(), vpc.securityGroupIds.toSorted()]);
    if ((first.get(vpc.id) ?? way) !== way) {
      context.issues.push({
        code: 'custom',
        input: vpc,
        path: [index, 'vpc'],
        message: `the subnetIds and securityGroupIds that ${vpc.id} has in an earlier cluster: clusters of one VPC share a function`,
      });
    }
    first.set(vpc.id, first.get(vpc.id) ?? way);
  }
};

/** Who may claim what: said for every zone where there are several to say it of, and of clusters that are there. */
export const claimConflicts: z.core.CheckFn<{
  readonly zones: readonly Pick<GivenZone, 'allow'>[];
  readonly clusters: readonly Pick<Cluster, 'name'>[];
}> = ({ value: { zones, clusters }, issues }) => {
  const names = clusters.map(({ name }) => name);
  for (const [index, { allow }] of zones.entries()) {
    if (allow === undefined && names.length > 1) {
      issues.push({
        code: 'custom',
        input: allow,
        path: ['zones', index, 'allow'],
        message:
          `rules that say who may have which names, because there are ${names.length} clusters: ` +
          `[{"names": ["*.shop.example.com"], "clusters": ["${names[0]}"]}, …], or [{"names": ["*"]}] if everybody may have every name of the zone`,
      });
    }
    for (const [rule, { clusters: named = [] }] of (allow ?? []).entries()) {
      for (const [at, name] of named.entries()) {
        if (names.includes(name)) continue;
        issues.push({
          code: 'custom',
          input: name,
          path: ['zones', index, 'allow', rule, 'clusters', at],
          message:
            names.length === 0
              ? 'a cluster of the settings, which name none'
              : `a cluster of the settings: ${names.join(', ')}`,
        });
      }
    }
  }
};

function report<T>(
  context: z.core.ParsePayload<readonly T[]>,
  key: string,
  identity: (item: T) => string | undefined,
  wants: string,
): void {
  const seen = new Set<string>();
  for (const [index, item] of context.value.entries()) {
    const value = identity(item);
    if (value === undefined) continue;
    if (seen.has(value)) {
      context.issues.push({
        code: 'custom',
        input: value,
        path: [index, key],
        message: wants,
        params: { got: value },
      });
    }
    seen.add(value);
  }
}

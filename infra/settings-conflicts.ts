import type { z } from 'zod';
import type { Cluster } from '../shared/settings.ts';
import type { Zone } from '../shared/zones/zone.ts';

type Check<T> = z.core.CheckFn<readonly T[]>;

/**
 * One id, and one public zone per name: the world is delegated to one only. Private zones of one name are of different
 * VPCs, and the tag `zone-id` says which of them a name belongs to.
 */
export const zoneConflicts: Check<Zone> = (context) => {
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

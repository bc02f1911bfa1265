import type { Stage } from './stage.ts';

/**
 * A zone as `host type` to target, without NS and SOA: `{ 'a.example.com A': 'web-1.us-east-1.elb.amazonaws.com' }`. A
 * routed set has its identifier in the key and its routing behind the target: `{ 'a.example.com A blue': 'web-1... weight 10' }`.
 */
export function zoneContents(stage: Stage, zoneId = 'ZPUBLIC'): Record<string, string> {
  const sets = stage.route53.records(zoneId).filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');
  return Object.fromEntries(
    sets.map((set) => [
      [plain(set.Name), set.Type, set.SetIdentifier].filter(Boolean).join(' '),
      [targetOf(set), routingOf(set)].filter(Boolean).join(' '),
    ]),
  );
}

type Listed = ReturnType<Stage['route53']['records']>[number];

function targetOf({ AliasTarget, ResourceRecords = [] }: Listed): string {
  return AliasTarget ? plain(AliasTarget.DNSName ?? '') : ResourceRecords.map(({ Value }) => Value).join(' ');
}

function routingOf({ Weight, Region, Failover, GeoLocation, GeoProximityLocation }: Listed): string {
  if (Weight !== undefined) return `weight ${Weight}`;
  const location = GeoLocation ?? GeoProximityLocation;
  return Region ?? Failover ?? (location ? Object.values(location).join('/') : '');
}

/** Names that had no A, AAAA or CNAME after some batch, though they had one before and have one at the end. */
export function gaps(stage: Stage, zoneId = 'ZPUBLIC'): string[] {
  const standing = new Map<string, number>();
  const found = new Set<string>();
  for (const { zoneId: zone, changes } of stage.route53.changes) {
    if (zone !== zoneId) continue;
    for (const { Action, ResourceRecordSet: set } of changes) {
      const host = plain(set?.Name ?? '');
      standing.set(host, (standing.get(host) ?? 0) + (Action === 'CREATE' ? 1 : -1));
    }
    for (const [host, count] of standing) if (count === 0) found.add(host);
  }
  return [...found].filter((host) => (standing.get(host) ?? 0) > 0);
}

const plain = (name: string) => name.replace(/\.$/, '').replace('\\052', '*').toLowerCase();

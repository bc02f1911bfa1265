import type { Stage } from './stage.ts';

/** A zone as `host type` to target, without NS and SOA: `{ 'a.example.com A': 'web-1.us-east-1.elb.amazonaws.com' }`. */
export function zoneContents(stage: Stage, zoneId = 'ZPUBLIC'): Record<string, string> {
  const sets = stage.route53.records(zoneId).filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');
  return Object.fromEntries(
    sets.map(({ Name, Type, AliasTarget, ResourceRecords }) => [
      `${plain(Name)} ${Type}`,
      AliasTarget
        ? plain(AliasTarget.DNSName ?? '')
        : (ResourceRecords ?? []).map(({ Value }) => Value).join(' '),
    ]),
  );
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

import type { RecordSet } from './record-set.ts';

/** Tells the record sets of one name apart: at most one of each stands. */
export function recordSetKey(set: RecordSet): string {
  return `${set.type}|${set.setId}`;
}

/** One text per value: equal texts are equal record sets. */
export function canonical(set: RecordSet): string {
  const { type, setId, alias, ttl, values, other } = set;
  return JSON.stringify([
    type,
    setId,
    alias ? [alias.dnsName, alias.hostedZoneId, alias.evaluateTargetHealth] : null,
    ttl ?? null,
    values ? [...values].sort() : null,
    other ?? null,
  ]);
}

/** Equal as sets, whatever the order. */
export function sameRecordSets(a: readonly RecordSet[], b: readonly RecordSet[]): boolean {
  const all = new Set(a.map(canonical));
  return all.size === new Set(b.map(canonical)).size && b.every((set) => all.has(canonical(set)));
}

/** As people read it in a reason: `A alias to x.elb.amazonaws.com`, `CNAME y.example.net`. */
export function describeRecordSet(set: RecordSet): string {
  const target = set.alias ? `alias to ${set.alias.dnsName}` : (set.values ?? []).join(' ');
  return [set.type, target, set.setId && `(set ${set.setId})`].filter(Boolean).join(' ');
}

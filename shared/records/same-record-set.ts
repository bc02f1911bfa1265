import type { RecordSet } from './record-set.ts';
import { describeRouting, type Routing } from './routing.ts';

/** Tells the record sets of one name apart: at most one of each stands. */
export function recordSetKey(set: RecordSet): string {
  return `${set.type}|${set.setId}`;
}

/** One text per value: equal texts are equal record sets. */
export function canonical(set: RecordSet): string {
  const { type, setId, alias, ttl, values, routing, healthCheckId, other } = set;
  return JSON.stringify([
    type,
    setId,
    alias ? [alias.dnsName, alias.hostedZoneId, alias.evaluateTargetHealth] : null,
    ttl ?? null,
    values ? [...values].sort() : null,
    routing ? canonicalRouting(routing) : null,
    healthCheckId ?? null,
    other ?? null,
  ]);
}

/** Members in one order, whatever order a row of the ledger gives them back in. */
function canonicalRouting(routing: Routing): unknown {
  switch (routing.policy) {
    case 'weighted':
      return [routing.policy, routing.weight];
    case 'latency':
      return [routing.policy, routing.region];
    case 'failover':
      return [routing.policy, routing.role];
    case 'geoproximity':
      return [routing.policy, routing.region, routing.bias];
    case 'geolocation': {
      const { location } = routing;
      return 'continent' in location
        ? [routing.policy, location.continent]
        : [routing.policy, null, location.country, location.subdivision ?? null];
    }
  }
}

/** Equal as sets, whatever the order. */
export function sameRecordSets(a: readonly RecordSet[], b: readonly RecordSet[]): boolean {
  const all = new Set(a.map(canonical));
  return all.size === new Set(b.map(canonical)).size && b.every((set) => all.has(canonical(set)));
}

/** As people read it in a reason: `A alias to x.elb.amazonaws.com`, `CNAME y.example.net (set blue, weight 10)`. */
export function describeRecordSet(set: RecordSet): string {
  const target = set.alias ? `alias to ${set.alias.dnsName}` : (set.values ?? []).join(' ');
  const routed = [set.setId && `set ${set.setId}`, set.routing && describeRouting(set.routing)];
  const inBrackets = routed.filter(Boolean).join(', ');
  return [set.type, target, inBrackets && `(${inBrackets})`].filter(Boolean).join(' ');
}

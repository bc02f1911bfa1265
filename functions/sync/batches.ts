import { type NameKey, splitNameKey } from '../../shared/ledger/rows.ts';
import type { NameChanges } from '../../shared/plan/changes.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import { capacityOf } from '../../shared/quota/bucket.ts';
import { LIMITS, packBatches } from '../../shared/route53/pack-batches.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Decided } from './decide.ts';

/**
 * Names with a CNAME go by themselves: the role of a zone in another account may allow aliases only, and those must pass.
 * What was refused before does, too, and last: it holds up nobody again.
 */
type Kind = 'aliases' | 'cnames' | 'retries';

/** Changes of one zone that go in one request. */
export interface Batch {
  readonly zone: Zone;
  readonly kind: Kind;
  readonly names: readonly NameChanges[];
}

/**
 * What is to be sent, as it will be sent: names whole, in the order given; batches in the order of their first names. None is larger than the quota's bucket, nor than a third of what Route 53 takes.
 */
export function batchesOf(
  decided: ReadonlyMap<NameKey, Decided>,
  order: readonly NameKey[],
  settings: Settings,
): Batch[] {
  const limits = { ...LIMITS, elements: Math.min(LIMITS.elements, capacityOf(settings.quota.changes)) };
  const lanes = new Map<string, { zone: Zone; kind: Kind; changes: NameChanges[] }>();
  for (const key of order) {
    const found = decided.get(key);
    if (found === undefined || isEmpty(found.decision.changes)) continue;
    const change = { key, host: splitNameKey(key).host, ...found.decision.changes };
    const kind = found.decision.isRetry === true ? 'retries' : writesCname(change) ? 'cnames' : 'aliases';
    const lane = lanes.get(`${found.zone.id} ${kind}`) ?? { zone: found.zone, kind, changes: [] };
    lane.changes.push(change);
    lanes.set(`${found.zone.id} ${kind}`, lane);
  }
  const place = new Map(order.map((key, at) => [key, at]));
  const placeOf = ({ kind, names: [first] }: Batch) =>
    (kind === 'retries' ? order.length : 0) + ((first && place.get(first.key)) ?? 0);
  return [...lanes.values()]
    .flatMap(({ zone, kind, changes }) =>
      packBatches(changes, limits).map((names): Batch => ({ zone, kind, names })),
    )
    .sort((a, b) => placeOf(a) - placeOf(b));
}

function writesCname({ deletes, creates }: NameChanges): boolean {
  return [...deletes, ...creates].some(({ type }) => type === 'CNAME');
}

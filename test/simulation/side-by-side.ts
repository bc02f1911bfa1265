import type { ResourceRecordSet } from '@aws-sdk/client-route-53';

export type PolicyName = 'simple' | 'weighted' | 'latency' | 'failover' | 'geolocation' | 'geoproximity';

export function policyOf(set: ResourceRecordSet): PolicyName {
  if (set.Weight !== undefined) return 'weighted';
  if (set.Region !== undefined) return 'latency';
  if (set.Failover !== undefined) return 'failover';
  if (set.GeoLocation !== undefined) return 'geolocation';
  return set.GeoProximityLocation === undefined ? 'simple' : 'geoproximity';
}

/** The place that only one set of a name is for. */
function placeOf({ Region, Failover, GeoLocation, GeoProximityLocation }: ResourceRecordSet) {
  return Region ?? Failover ?? GeoLocation?.CountryCode ?? GeoProximityLocation?.AWSRegion;
}

/** What two sets of one name, whatever their types, clash in; `undefined` where two load balancers may have them side by side. */
export function clashOf(
  a: ResourceRecordSet,
  b: ResourceRecordSet,
): 'shape' | 'identifier' | 'place' | undefined {
  const policy = policyOf(a);
  if (policy !== policyOf(b) || (a.Type === 'CNAME') !== (b.Type === 'CNAME')) return 'shape';
  if (policy === 'weighted' && a.TTL !== undefined && b.TTL !== undefined && a.TTL !== b.TTL) return 'shape';
  if (policy === 'simple' || a.SetIdentifier === b.SetIdentifier) return 'identifier';
  return placeOf(a) !== undefined && placeOf(a) === placeOf(b) ? 'place' : undefined;
}

export const isPlace = (clash: ReturnType<typeof clashOf>) => clash === 'identifier' || clash === 'place';

export function clashesWith(some: readonly ResourceRecordSet[], others: readonly ResourceRecordSet[]) {
  return some.flatMap((a) => others.flatMap((b) => clashOf(a, b) ?? []))[0];
}

/** Whether somebody else's set keeps this one of ours from the name, at which these of ours stand. */
export function isBlocked(
  set: ResourceRecordSet,
  theirs: ResourceRecordSet | undefined,
  ours: readonly ResourceRecordSet[],
): boolean {
  if (theirs === undefined) return false;
  if (theirs.Type === 'TXT') return set.Type === 'CNAME';
  if (ours.length === 0 || [set.Type, theirs.Type].includes('CNAME')) return true;
  if (theirs.Type !== set.Type) return false;
  const isJoining = !ours.some(
    ({ Type, SetIdentifier }) => Type === set.Type && SetIdentifier === set.SetIdentifier,
  );
  return isJoining || clashOf(set, theirs) !== undefined;
}

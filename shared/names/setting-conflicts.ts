import { evaluatesTargetHealth, recordTypeOf } from './default-settings.ts';
import { type Front, frontOfName, frontOfZone } from './fronts.ts';
import type { Setting, Values } from './setting-values.ts';

/** Values, good each by itself, that cannot be had together or not without another. */
interface Conflict {
  /** The settings that it lies in; told as far as they are given. */
  readonly between: readonly Setting[];
  readonly when: (values: Values) => boolean;
  /** Why, and what to do. */
  readonly why: string | ((values: Values) => string);
}

/** What is wrong between the values; `tell` says a setting by its tag. */
export function settingConflicts(values: Values, tell: (setting: Setting) => string): readonly string[] {
  return CONFLICTS.filter(({ when }) => when(values)).map(({ between, why }) => {
    const tags = between.filter((setting) => values[setting] !== undefined).map(tell);
    return `${tags.join(' and ')}: ${typeof why === 'string' ? why : why(values)}`;
  });
}

/** The settings of each routing policy. */
export const POLICIES: readonly (readonly Setting[])[] = [
  ['weight'],
  ['region'],
  ['failover'],
  ['geolocation-continent-code', 'geolocation-country-code', 'geolocation-subdivision-code'],
  ['geoproximity-region', 'geoproximity-bias'],
];

const has = (values: Values, ...settings: readonly Setting[]): boolean =>
  settings.some((setting) => values[setting] !== undefined);
const policies = (values: Values): number => POLICIES.filter((policy) => has(values, ...policy)).length;

/** What either of the two says that the target is. */
const frontOf = ({ target, 'target-zone-id': zone }: Values): Front | undefined =>
  frontOfName(target ?? '') ?? frontOfZone(zone ?? '');

const CONFLICTS: readonly Conflict[] = [
  {
    between: ['multi-value-answer'],
    when: (values) => has(values, 'multi-value-answer'),
    why: 'Route 53 allows multi-value answers neither for an alias nor for a CNAME; remove it; several load balancers share a name by weight',
  },
  {
    between: POLICIES.flat(),
    when: (values) => policies(values) > 1,
    why: 'these exclude each other, because a record has one routing policy; keep those of one',
  },
  {
    between: ['geolocation-continent-code', 'geolocation-country-code', 'geolocation-subdivision-code'],
    when: (values) =>
      has(values, 'geolocation-continent-code') &&
      has(values, 'geolocation-country-code', 'geolocation-subdivision-code'),
    why: 'these exclude each other, because a record is for a continent or for a country; keep one',
  },
  {
    between: ['geolocation-subdivision-code', 'geolocation-country-code'],
    when: (values) =>
      has(values, 'geolocation-subdivision-code') &&
      !has(values, 'geolocation-continent-code') &&
      values['geolocation-country-code'] !== 'US',
    why: 'a subdivision needs the country US, the only one whose states Route 53 knows; set geolocation-country-code to US, or remove the subdivision',
  },
  {
    between: ['geoproximity-bias'],
    when: (values) => has(values, 'geoproximity-bias') && !has(values, 'geoproximity-region'),
    why: 'a bias needs a geoproximity-region; set it, or remove the bias',
  },
  {
    between: ['set-identifier', 'health-check-id'],
    when: (values) => has(values, 'set-identifier', 'health-check-id') && policies(values) === 0,
    why: 'a simple record has neither set identifier nor health check; set one of weight, region, failover, geolocation-* or geoproximity-region, or remove these',
  },
  {
    between: ['ttl', 'record-type', 'target', 'target-zone-id'],
    when: (values) => has(values, 'ttl') && recordTypeOf(values) === 'alias',
    why: 'the record is an alias, which has the TTL of its target; remove ttl, or set record-type to cname',
  },
  {
    between: ['evaluate-target-health', 'record-type', 'target'],
    when: (values) => has(values, 'evaluate-target-health') && recordTypeOf(values) === 'cname',
    why: 'the record is a CNAME, and only an alias has its target evaluated; remove evaluate-target-health, or make the record an alias',
  },
  {
    between: ['target-zone-id'],
    when: (values) => has(values, 'target-zone-id') && !has(values, 'target'),
    why: 'this is the hosted zone of the target, and there is no target; set target, or remove this',
  },
  {
    between: ['target-zone-id', 'record-type'],
    when: (values) => has(values, 'target-zone-id') && values['record-type'] === 'cname',
    why: 'these exclude each other, because a CNAME does not tell the hosted zone of its target; keep one',
  },
  {
    between: ['record-type', 'target'],
    when: (values) =>
      values['record-type'] === 'alias' && has(values, 'target') && !has(values, 'target-zone-id'),
    why: (values) => {
      const front = frontOf(values);
      const zone = front ? `${front.hostedZoneId}, that of ${front.service}` : 'it';
      return `an alias needs the hosted zone of its target; set target-zone-id to ${zone}, or record-type to cname`;
    },
  },
  {
    between: ['target', 'target-zone-id'],
    when: (values) => {
      const { target = '', 'target-zone-id': zone = '' } = values;
      const front = target && zone ? frontOf(values) : undefined;
      return front !== undefined && !(front.hostedZoneId === zone && target.endsWith(front.suffix));
    },
    why: (values) => {
      const front = frontOf(values);
      return `names of ${front?.service} end in ${front?.suffix} and have the hosted zone ${front?.hostedZoneId}; correct one of the two`;
    },
  },
  {
    between: ['evaluate-target-health', 'target'],
    when: (values) =>
      values['evaluate-target-health'] === true &&
      recordTypeOf(values) === 'alias' &&
      frontOf(values)?.evaluatesHealth === false,
    why: 'Route 53 cannot evaluate the health of CloudFront; remove evaluate-target-health, or set it to false',
  },
  {
    between: ['access', 'zone-id'],
    when: (values) => values.access === 'both' && has(values, 'zone-id'),
    why: 'these exclude each other, because both means two zones; keep one',
  },
  {
    between: ['failover', 'record-type', 'target', 'evaluate-target-health'],
    when: (values) =>
      values.failover === 'PRIMARY' &&
      !has(values, 'health-check-id') &&
      (recordTypeOf(values) === 'cname' || !evaluatesTargetHealth(values)),
    why: 'nobody evaluates the health of this primary, so it would never fail over; set health-check-id, or make it an alias with evaluate-target-health',
  },
];

import type { Routing } from '../records/routing.ts';
import { DEFAULT_TTL, evaluatesTargetHealth, recordTypeOf } from './default-settings.ts';
import type { RecordSettings, RecordWish } from './record-settings.ts';
import type { Values } from './setting-values.ts';

/** What values without conflicts ask for, defaults filled in: equal wishes are equal however they were spelt. */
export function composeSettings(values: Values): RecordSettings {
  const routing = routingOf(values);
  return {
    access: values.access,
    zoneId: values['zone-id'],
    priority: values.priority || undefined,
    record: recordOf(values),
    routed: routing && {
      routing,
      setIdentifier: values['set-identifier'],
      healthCheckId: values['health-check-id'],
    },
  };
}

function recordOf(values: Values): RecordWish {
  const { target: dnsName, 'target-zone-id': hostedZoneId } = values;
  if (recordTypeOf(values) === 'cname')
    return { kind: 'cname', target: dnsName, ttl: values.ttl ?? DEFAULT_TTL };
  return {
    kind: 'alias',
    target: dnsName && hostedZoneId ? { dnsName, hostedZoneId } : undefined,
    evaluateTargetHealth: evaluatesTargetHealth(values),
  };
}

function routingOf(values: Values): Routing | undefined {
  const { weight, region, failover: role } = values;
  if (weight !== undefined) return { policy: 'weighted', weight };
  if (region !== undefined) return { policy: 'latency', region };
  if (role !== undefined) return { policy: 'failover', role };
  const continent = values['geolocation-continent-code'];
  if (continent !== undefined) return { policy: 'geolocation', location: { continent } };
  const country = values['geolocation-country-code'];
  const subdivision = values['geolocation-subdivision-code'];
  if (country !== undefined)
    return { policy: 'geolocation', location: { country, ...(subdivision && { subdivision }) } };
  const near = values['geoproximity-region'];
  if (near !== undefined)
    return { policy: 'geoproximity', region: near, bias: values['geoproximity-bias'] ?? 0 };
  return undefined;
}

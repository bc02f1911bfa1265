import * as z from 'zod';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { NameKey } from './rows.ts';

/**
 * What rows must hold for this program to read them, of every schema up to today's. Members that it does not know are
 * let by, and kept: these say what is there, they make nothing of it.
 */
const text = z.string('a text');
const number = z.number('a number');
const time = number.optional();
const yes = z.literal(true, 'true, or absent').optional();
const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, 'an object');
/** zod drops a member called `__proto__` unseen, and whoever goes through the row would come across it. */
const isPlain = (map: unknown) => typeof map !== 'object' || map === null || !Object.hasOwn(map, '__proto__');
const mapOf = <Value extends z.ZodType>(value: Value) =>
  z.custom<unknown>(isPlain, 'no member called __proto__').pipe(z.record(z.string(), value, 'an object'));
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item, 'a list');
const oneOf = (values: readonly [string, ...string[]]) => z.enum(values, `one of ${values.join(', ')}`);

const lb = z.custom<LoadBalancerId>(
  (value) => typeof value === 'string' && /^(?:arn:|classic\/)./.test(value),
  'the id of a load balancer',
);
const key = z.custom<NameKey>(
  (value) => typeof value === 'string' && /^[^#]+#./.test(value),
  '<zone id>#<host>',
);

const recordSet = object({
  type: oneOf(['A', 'AAAA', 'CNAME']),
  setId: text,
  alias: object({
    dnsName: text,
    hostedZoneId: text,
    evaluateTargetHealth: z.boolean('true or false'),
  }).optional(),
  ttl: number.optional(),
  values: listOf(text).optional(),
  routing: z
    .discriminatedUnion(
      'policy',
      [
        object({ policy: z.literal('weighted'), weight: number }),
        object({ policy: z.literal('latency'), region: text }),
        object({ policy: z.literal('failover'), role: oneOf(['PRIMARY', 'SECONDARY']) }),
        object({
          policy: z.literal('geolocation'),
          location: z.union(
            [object({ continent: text }), object({ country: text, subdivision: text.optional() })],
            'a continent or a country',
          ),
        }),
        object({ policy: z.literal('geoproximity'), region: text, bias: number }),
      ],
      'a routing policy that Signpost writes',
    )
    .optional(),
  healthCheckId: text.optional(),
  other: text.optional(),
});

const OUTCOMES = [
  'published',
  'waiting',
  'not bound yet',
  'refused',
  'leaving',
  'held back',
  'quarantined',
  'kept',
] as const;

const pending = object({
  wanted: listOf(recordSet),
  outcome: oneOf(['refused', 'held back', 'quarantined']),
  reason: text,
  by: text.optional(),
  times: number.optional(),
  until: time,
  own: yes,
});

const claim = object({
  lb,
  setId: text,
  records: listOf(recordSet),
  createdAt: text,
  line: text,
  // Since schema 3.
  cluster: text.optional(),
  priority: number.optional(),
  asked: yes,
  notReadySince: time,
  missing: object({
    since: number,
    cause: oneOf(['load balancer', 'gateway']),
    final: z.boolean('true or false'),
  }).optional(),
  unboundSince: time,
  pending: pending.optional(),
  stays: yes,
  hindrance: text.optional(),
  note: text.optional(),
  outcome: oneOf(OUTCOMES),
  reason: text,
});

const cause = object({
  event: text,
  eventId: text,
  at: text,
  principal: text.optional(),
  via: text.optional(),
});

const schema = z.int('a whole number').positive('a number from 1 on');
const standing = object({ set: recordSet, lb });

export const nameRowSchema = object({
  rev: text,
  schema,
  zoneId: text,
  host: text,
  claims: mapOf(claim),
  holders: mapOf(object({ lb, line: text, own: text.optional(), goneSince: time })),
  standing: listOf(standing),
  sent: listOf(standing.extend({ attempt: text, at: number, removed: yes })),
  doubt: z.boolean('true or false'),
  // Since schema 3.
  transitions: listOf(
    object({
      at: number,
      lb,
      outcome: oneOf([...OUTCOMES, 'left']),
      reason: text,
      records: listOf(text),
      cause,
    }),
  ).optional(),
  expires: time,
});

export const loadBalancerRowSchema = object({
  ver: text,
  schema,
  names: listOf(key),
  refused: mapOf(text),
  ignored: mapOf(text),
  // Since schema 5.
  seen: text.optional(),
  // Until schema 4 a yes or no.
  declared: z.union([z.boolean(), z.array(z.string())], 'a list of kinds, or true or false'),
  expires: time,
});

const brakeCount = object({
  names: mapOf(number),
  tripped: time,
  over: object({ names: number, limit: number, full: yes, told: yes }).optional(),
  approved: object({ names: number, at: number }).optional(),
});

export const zoneRowSchema = object({
  rev: text,
  schema,
  zoneId: text,
  held: listOf(object({ names: number, at: number })),
  removals: brakeCount,
  retargets: brakeCount,
  delegations: mapOf(object({ servers: listOf(text), at: number })),
});

const bucket = object({ tokens: number, at: number });

export const quotaRowSchema = object({
  rev: text,
  schema,
  account: text,
  requests: bucket,
  changes: bucket,
});

export const freezeRowSchema = object({
  rev: text,
  schema,
  freezes: mapOf(object({ reason: text, by: text, at: number, until: number })),
});

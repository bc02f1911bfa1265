import fc from 'fast-check';
import type { AliasTarget, RecordSet } from '../../../shared/records/record-set.ts';
import type { Location, Routing } from '../../../shared/records/routing.ts';

/** A health check that the world must have. */
export const HEALTH_CHECK = 'a1b2c3d4-0000-4000-8000-000000000001';

const TARGETS: readonly Omit<AliasTarget, 'evaluateTargetHealth'>[] = [
  { dnsName: 'web-1.eu-west-1.elb.amazonaws.com', hostedZoneId: 'Z32O12XQLNTSW2' },
  { dnsName: 'dualstack.web-1.us-east-1.elb.amazonaws.com', hostedZoneId: 'Z35SXDOTRQ7X7K' },
  { dnsName: 'net-1.elb.us-east-1.amazonaws.com', hostedZoneId: 'Z26RNL4JYFTOTI' },
  { dnsName: 'a1.awsglobalaccelerator.com', hostedZoneId: 'Z2BJ6XQ5FK7U4H' },
];
const CDN: AliasTarget = {
  dnsName: 'd1.cloudfront.net',
  hostedZoneId: 'Z2FDTNDATAQYW2',
  evaluateTargetHealth: false,
};

const target = fc.oneof(
  fc
    .record({ at: fc.constantFrom(...TARGETS), evaluateTargetHealth: fc.boolean() })
    .map(({ at, evaluateTargetHealth }): AliasTarget => ({ ...at, evaluateTargetHealth })),
  fc.constant(CDN),
);
const healthCheckId = fc.option(fc.constant(HEALTH_CHECK), { nil: undefined });
const ttl = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const value = fc.constantFrom('web.example.net', 'Web-1.Example.NET.', `${'x'.repeat(60)}.example.net`);
/** All that a tag may hold. */
const tagCharacter = fc.constantFrom(...'abzABZ019 +-=._:/@');
const setId = fc.string({ unit: tagCharacter, minLength: 1, maxLength: 128 });

const region = fc.constantFrom('eu-west-1', 'us-east-1', 'ap-southeast-7', 'mx-central-1');
const location: fc.Arbitrary<Location> = fc.constantFrom(
  { continent: 'EU' },
  { country: '*' },
  { country: 'FR' },
  { country: 'US' },
  { country: 'US', subdivision: 'CA' },
);
const routings: readonly fc.Arbitrary<Routing>[] = [
  fc.integer({ min: 0, max: 255 }).map((weight) => ({ policy: 'weighted', weight })),
  region.map((place) => ({ policy: 'latency', region: place })),
  fc.constantFrom('PRIMARY' as const, 'SECONDARY' as const).map((role) => ({ policy: 'failover', role })),
  location.map((place) => ({ policy: 'geolocation', location: place })),
  fc
    .record({ region, bias: fc.integer({ min: -99, max: 99 }) })
    .map((place) => ({ policy: 'geoproximity', ...place })),
];
/** Apart by what only one set of a name may have; weighted ones by their set identifiers alone. */
const placeOf = (routing: Routing): unknown => {
  switch (routing.policy) {
    case 'weighted':
      return {};
    case 'geolocation':
      return JSON.stringify(routing.location);
    case 'failover':
      return routing.role;
    default:
      return routing.region;
  }
};

interface Part {
  readonly setId: string;
  readonly routing?: Routing;
  readonly healthCheckId?: string | undefined;
}

/** What tells the sets of one name apart: one simple set, or up to five of one policy. */
const parts: fc.Arbitrary<readonly Part[]> = fc.oneof(
  healthCheckId.map((id): Part[] => [{ setId: '', healthCheckId: id }]),
  ...routings.map((routing) =>
    fc
      .uniqueArray(fc.record({ setId, routing, healthCheckId }), {
        minLength: 1,
        maxLength: 5,
        selector: (part) => part.setId,
      })
      .map((all) =>
        all.filter(
          (part, at) =>
            all.findIndex(({ routing: other }) => placeOf(other) === placeOf(part.routing)) === at ||
            part.routing.policy === 'weighted',
        ),
      ),
  ),
);

const aliases = (apart: readonly Part[]): fc.Arbitrary<RecordSet[]> =>
  fc
    .record({
      targets: fc.array(target, { minLength: apart.length, maxLength: apart.length }),
      types: fc.subarray(['A', 'AAAA'] as const, { minLength: 1 }),
    })
    .map(({ targets, types }) =>
      apart.flatMap((part, at) => types.map((type) => ({ type, alias: targets[at], ...told(part) }))),
    );

const cnames = (apart: readonly Part[]): fc.Arbitrary<RecordSet[]> =>
  fc
    .record({
      ttl,
      ttls: fc.array(ttl, { minLength: apart.length, maxLength: apart.length }),
      values: fc.array(value, { minLength: apart.length, maxLength: apart.length }),
    })
    .map((drawn) =>
      apart.map((part, at): RecordSet => {
        const { routing } = part;
        const isPrimary = routing?.policy === 'failover' && routing.role === 'PRIMARY';
        return {
          type: 'CNAME',
          ttl: routing?.policy === 'weighted' ? drawn.ttl : drawn.ttls[at],
          values: [drawn.values[at] ?? ''],
          ...told(part),
          ...(isPrimary && { healthCheckId: HEALTH_CHECK }),
        };
      }),
    );

const told = ({ setId: id, routing, healthCheckId: check }: Part) => ({
  setId: id,
  ...(routing && { routing }),
  ...(check !== undefined && { healthCheckId: check }),
});

/** All the sets of one name, as Signpost may write them: aliases or CNAMEs, simple or of one policy. */
export const setsOfAName: fc.Arbitrary<readonly RecordSet[]> = parts.chain((apart) =>
  fc.oneof(aliases(apart), cnames(apart)),
);

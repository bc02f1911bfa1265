import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSettings } from '../../infra/settings.ts';
import { statementOf } from '../../infra/state/function-role.ts';
import { packPolicies } from '../../infra/state/pack-policies.ts';
import { writeZones } from '../../infra/state/zone-grants.ts';
import { parseNamePattern, toNormalisedName } from '../../shared/zones/name-pattern.ts';
import { whyClosed } from '../../shared/zones/who-may-claim.ts';
import { allowed } from './allowed.ts';
import { type PolicyDocument, statementsIn } from './statement.ts';

const arn = (id: string) => `arn:aws:route53:::hostedzone/${id}`;

/** Few names, so that zones lie below one another or have one name, and patterns meet names. */
const zoneNames = fc.constantFrom('b', 'a.b', 'c.a.b', 'c.b', 'd');
const pieces = fc
  .array(fc.constantFrom('a', 'c', '2', '5', '_', '*', 'a.', 'c.', '*.'), { maxLength: 4 })
  .map((all) => all.join(''));
const patternsOf = (zone: string, some: { minLength: number }) =>
  fc.array(
    fc
      .tuple(fc.constantFrom('', '+.', '*', '*.'), pieces, fc.constantFrom('', '*', zone, `.${zone}`))
      .map((parts) => parts.join(''))
      .map((text) => parseNamePattern(text, zone))
      .map((parsed) => ('ok' in parsed ? parsed.ok : '*')),
    { ...some, maxLength: 4 },
  );
const zones = fc
  .array(
    zoneNames.chain((name) =>
      fc.record(
        {
          name: fc.constant(name),
          allow: fc.array(fc.record({ names: patternsOf(name, { minLength: 1 }) }), {
            minLength: 1,
            maxLength: 2,
          }),
          protect: patternsOf(name, { minLength: 0 }),
        },
        { requiredKeys: ['name'] },
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.map((zone, index) => ({ ...zone, id: `Z${index}`, private: true })));
const hosts = fc
  .tuple(fc.constantFrom('', '*.'), fc.constantFrom('', 'a.', 'c.', '_c.', 'a2.', 'c.a.', '5.c.'), zoneNames)
  .map((parts) => parts.join(''));

it('in every zone IAM lets through just the names that the planner gives to somebody', () => {
  let letThrough = 0;
  fc.assert(
    fc.property(zones, fc.array(hosts, { minLength: 5, maxLength: 20 }), (given, asked) => {
      const settings = parseSettings({ policy: 'sync', zones: given });
      const grants = packPolicies(writeZones(settings)).flat();
      const statements = grants.flatMap((grant) =>
        statementsIn({ Statement: statementOf(grant(arn)).toStatementJson() } as PolicyDocument),
      );
      for (const zone of settings.zones) {
        // Route 53 takes no other names into a zone.
        const own = asked.filter((host) => `.${host}`.endsWith(`.${zone.name}`));
        const through = own.filter((host) =>
          allowed(statements, {
            action: 'route53:ChangeResourceRecordSets',
            resource: arn(zone.id),
            context: {
              'route53:ChangeResourceRecordSetsNormalizedRecordNames': [toNormalisedName(host)],
              'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
              'route53:ChangeResourceRecordSetsActions': ['CREATE'],
            },
          }),
        );
        letThrough += through.length;
        expect(through).toEqual(own.filter((host) => whyClosed(zone, host) === undefined));
      }
    }),
    { numRuns: 1000 },
  );
  expect(letThrough).toBeGreaterThan(1000);
});

import type { StackSettings } from '../settings.ts';
import { nameCondition } from './name-condition.ts';
import { type Divisible, divisible } from './pack-policies.ts';
import { writeRecords } from './write-records.ts';
import { type ZoneUnit, zoneGroups } from './zone-groups.ts';

export function readZones(settings: StackSettings): Divisible {
  return divisible(
    ownZones(settings).map(({ id }) => id),
    (ids, zoneArn) => ({
      sid: 'ReadZones',
      actions: ['route53:ListResourceRecordSets'],
      resources: ids.map(zoneArn),
    }),
    (id) => `zone ${id}`,
  );
}

/** Under `plan` none; else one for each group of zones that can share a statement. */
export function writeZones(settings: StackSettings): readonly Divisible[] {
  const { policy } = settings;
  if (policy === 'plan') return [];
  const units = ownZones(settings).map(
    (zone): ZoneUnit => ({ ids: [zone.id], name: zone.name, ...nameCondition(zone) }),
  );
  return zoneGroups(units.filter(({ like }) => like.length > 0)).map((group, index) =>
    divisible(
      group,
      (zones, zoneArn) => ({
        sid: `WriteZones${index + 1}`,
        resources: zones.flatMap(({ ids }) => ids).map(zoneArn),
        ...writeRecords(policy, {
          like: unique(zones.flatMap(({ like }) => like)),
          notLike: unique(zones.flatMap(({ notLike }) => notLike)),
        }),
      }),
      ({ name, like, notLike }) =>
        `${like.length + notLike.length} name patterns (allow, protect) for ${name}`,
    ),
  );
}

export function takeRoles(settings: StackSettings): Divisible {
  return divisible(
    unique(settings.zones.flatMap(({ roleArn }) => roleArn ?? [])),
    (resources) => ({ sid: 'OtherAccounts', actions: ['sts:AssumeRole'], resources }),
    (arn) => `role ${arn}`,
  );
}

function ownZones({ zones }: StackSettings): StackSettings['zones'] {
  return zones.filter(({ roleArn }) => roleArn === undefined);
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

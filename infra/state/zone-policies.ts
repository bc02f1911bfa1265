import { ManagedPolicy, type Role } from 'aws-cdk-lib/aws-iam';
import type { Arns } from '../arns.ts';
import type { StackSettings } from '../settings.ts';
import { SettingsError } from '../settings-error.ts';
import { statementOf } from './function-role.ts';
import { type Divisible, POLICY_CHARACTERS, packPolicies } from './pack-policies.ts';
import { readZones, takeRoles, writeZones } from './zone-grants.ts';

/** Managed policies that a role may have, unless the account's quota was raised. */
const POLICIES_PER_ROLE = 10;

/**
 * What the sync role may do to the configured zones, and to no other: read them, write what policy, `allow` and `protect`
 * leave, take the roles of zones in other accounts. In managed policies, because a hundred zones do not fit a role's inline
 * ones.
 */
export function attachZonePolicies(role: Role, settings: StackSettings, arns: Arns): void {
  attach(role, settings, arns, [readZones(settings), ...writeZones(settings), takeRoles(settings)]);
}

/** The same for a role that only reads; what the roles of other accounts let it do besides, it gives up as it takes them. */
export function attachZoneReads(role: Role, settings: StackSettings, arns: Arns): void {
  attach(role, settings, arns, [readZones(settings), takeRoles(settings)]);
}

function attach(role: Role, { zones }: StackSettings, arns: Arns, parts: readonly Divisible[]): void {
  const policies = packPolicies(parts);
  if (policies.length > POLICIES_PER_ROLE) {
    const patterns = zones.flatMap(({ allow = [] }) => allow.flatMap(({ names }) => names));
    throw new SettingsError(
      `signpost.zones: got ${zones.length} zones with ${patterns.length} name patterns, which need ${policies.length} managed policies of ` +
        `${POLICY_CHARACTERS} characters; a role may have ${POLICIES_PER_ROLE}. Spread the zones over several stacks of different name, ` +
        'or use fewer and shorter patterns, which end in the name of their zone.',
    );
  }
  for (const [index, grants] of policies.entries()) {
    new ManagedPolicy(role, `Zones${index + 1}`, {
      roles: [role],
      statements: grants.map((grant) => statementOf(grant(arns.zone))),
    });
  }
}

import { ManagedPolicy, type Role } from 'aws-cdk-lib/aws-iam';
import type { Arns } from '../arns.ts';
import type { StackSettings } from '../settings.ts';
import { SettingsError } from '../settings-error.ts';
import { type Grant, statementOf } from './function-role.ts';

/** IAM's limits: characters of one managed policy, white space not counted, and managed policies of one role. */
const POLICY_CHARACTERS = 6144;
const POLICIES_PER_ROLE = 10;
/** Left for the statement around the ARNs: version, sid, actions, conditions. */
const FRAME = 600;
/** Longest partition that has Route 53. */
const ARN_FRAME = 'arn:aws-us-gov:route53:::hostedzone/'.length;

interface ZoneGrant {
  readonly id: string;
  readonly grant: Omit<Grant, 'resources'>;
  readonly targets: readonly { readonly arn: string; readonly length: number }[];
}

/**
 * What the role may do to the configured zones, and to no other: read them, write addresses and CNAMEs (policy `sync`), assume
 * the roles of zones in other accounts. As managed policies, because a hundred zones do not fit a role's inline ones.
 */
export function attachZonePolicies(role: Role, settings: StackSettings, arns: Arns): void {
  const grants = zoneGrants(settings, arns).flatMap(({ id, grant, targets }) =>
    chunks(targets).map((resources, index) => ({ id: `${id}${index + 1}`, ...grant, resources })),
  );
  if (grants.length > POLICIES_PER_ROLE) {
    throw new SettingsError(
      `signpost.zones: got ${settings.zones.length} zones, which need ${grants.length} managed policies; a role may have ` +
        `${POLICIES_PER_ROLE}. Spread the zones over several stacks of different name.`,
    );
  }
  for (const { id, ...grant } of grants) {
    new ManagedPolicy(role, id, { roles: [role], statements: [statementOf(grant)] });
  }
}

function zoneGrants(settings: StackSettings, arns: Arns): ZoneGrant[] {
  const own = settings.zones
    .filter(({ roleArn }) => roleArn === undefined)
    .map(({ id }) => ({ arn: arns.zone(id), length: ARN_FRAME + id.length }));
  const roles = [...new Set(settings.zones.flatMap(({ roleArn }) => roleArn ?? []))].map((arn) => ({
    arn,
    length: arn.length,
  }));
  return [
    {
      id: 'ReadZones',
      grant: { sid: 'ReadZones', actions: ['route53:ListResourceRecordSets'] },
      targets: own,
    },
    ...(settings.policy === 'plan' ? [] : [{ id: 'WriteZones', grant: writeRecords, targets: own }]),
    { id: 'OtherAccounts', grant: { sid: 'OtherAccounts', actions: ['sts:AssumeRole'] }, targets: roles },
  ];
}

/**
 * `ForAllValues` holds when the key is absent, hence the `Null` beside it. No UPSERT: every write carries its own
 * precondition.
 */
const writeRecords: Omit<Grant, 'resources'> = {
  sid: 'WriteZones',
  actions: ['route53:ChangeResourceRecordSets'],
  conditions: {
    'ForAllValues:StringEquals': {
      'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME'],
      'route53:ChangeResourceRecordSetsActions': ['CREATE', 'DELETE'],
    },
    Null: {
      'route53:ChangeResourceRecordSetsRecordTypes': 'false',
      'route53:ChangeResourceRecordSetsActions': 'false',
    },
  },
};

function chunks(targets: ZoneGrant['targets']): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const { arn, length } of targets) {
    // Quotes and a comma.
    const needed = length + 3;
    if (needed > room) {
      all.push([]);
      room = POLICY_CHARACTERS - FRAME;
    }
    all.at(-1)?.push(arn);
    room -= needed;
  }
  return all;
}

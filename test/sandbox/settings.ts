import type { SettingsInput } from '../../infra/settings.ts';
import { ACCOUNT, REGION } from './isolated-environment.ts';

export type Policy = SettingsInput['policy'];
export type Cluster = NonNullable<SettingsInput['clusters']>[number];

/** Of the main stack: `SANDBOX_STACK`. */
export const NAME = 'signpost';
export const VPC = { id: 'vpc-sandbox', region: REGION };
export const CLUSTERS = ['demo', 'second'] as const;
/** The API server of a cluster of this name takes requests and never answers. */
export const HANGING = 'hanging';

/** What stands in Route 53 from the start. */
export const ZONES = [
  { id: 'ZEXAMPLECOM', name: 'example.com', private: false },
  { id: 'ZSUBEXAMPLECOM', name: 'sub.example.com', private: false },
  { id: 'ZEXAMPLEORG', name: 'example.org', private: false },
  { id: 'ZPRIVATEEXAMPLECOM', name: 'example.com', private: true },
] as const;

/** A zone of another account, written by a role there. Its name is one that nobody takes for a name in no zone. */
export const OTHER_ACCOUNTS_ZONE = {
  account: '111111111111',
  id: 'ZOTHERACCOUNT',
  name: 'other-account.example',
  private: false,
  roleArn: 'arn:aws:iam::111111111111:role/signpost-records',
  externalId: 'sandbox',
} as const;

/** Of the stacks: `sync`, `survey`, `cluster` and so on. */
export function roleArn(what: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${NAME}-${REGION}-${what}`;
}

/** Where the zone example.org goes in a drill. */
export const NEW_ACCOUNT = {
  account: '222222222222',
  roleArn: 'arn:aws:iam::222222222222:role/signpost-records',
  externalId: 'moved',
} as const;

/** What is deployed of the product. */
export interface Deployment {
  readonly policy: Policy;
  /** More than there always are. */
  readonly clusters?: readonly Cluster[] | undefined;
  /** What is meant for minutes takes minutes, of a clock that leaps. */
  readonly isTimed?: boolean | undefined;
  /** Of example.org in the account that it went to. */
  readonly movedZone?: string | undefined;
  /** A version whose `sync` cannot start. */
  readonly isBroken?: boolean | undefined;
}

/** The settings of the stacks in the sandbox: what is meant for minutes happens in a second there, the rest is as by default. */
export function sandboxSettings({ policy, clusters = [], isTimed, movedZone }: Deployment): SettingsInput {
  const { account: _, ...otherAccountsZone } = OTHER_ACCOUNTS_ZONE;
  const { account: __, ...access } = NEW_ACCOUNT;
  const zones = ZONES.map((zone) =>
    zone.name === 'example.org' && movedZone ? { ...zone, ...access, id: movedZone } : zone,
  );
  return {
    name: NAME,
    policy,
    // There are two clusters, so the settings must say who may have which names: everybody all of them.
    zones: [...zones, otherAccountsZone].map((zone) => ({ ...zone, allow: [{ names: ['*'] }] })),
    clusters: [...CLUSTERS.map((name) => ({ name })), ...clusters],
    ...(!isTimed && { withdrawAfter: { loadBalancer: 1, gateway: 1 } }),
    // All tests share one sandbox, and each takes away what it published.
    brake: { removals: { names: 1_000 }, retargets: { names: 1_000 } },
  };
}

/** What `SANDBOX_POLICY` says; by default `sync`. */
export function sandboxPolicy(value: string | undefined): Policy {
  if (value === undefined || value === 'sync') return 'sync';
  if (value === 'plan') return 'plan';
  throw new Error(`SANDBOX_POLICY: got ${value}, wants plan or sync`);
}

import { matchesName } from './name-pattern.ts';
import type { AllowRule, Zone } from './zone.ts';

/** A load balancer as rules see it. */
export interface Claimant {
  /** The cluster that its tags name; empty for none. */
  readonly cluster: string;
  /** The account that owns it. */
  readonly account: string;
  readonly tags: Readonly<Record<string, string>>;
}

type Rules = Pick<Zone, 'name' | 'allow' | 'protect'>;

/** Why nobody gets a name of the zone: it is protected, or no rule names it. `undefined`: somebody may have it. */
export function whyClosed({ name, allow, protect = [] }: Rules, host: string): string | undefined {
  const pattern = protect.find((each) => matchesName(each, host));
  if (pattern !== undefined)
    return `protected: the settings of zone ${name} keep ${pattern} from everybody; choose another name, or have protect changed`;
  if (allow === undefined || rulesFor(allow, host).length > 0) return undefined;
  return `not allowed: no allow rule of zone ${name} names it; ask for a name that one does, or have a rule added`;
}

/** Why this load balancer may not have a name of the zone. `undefined`: it may. */
export function whyNotAllowed(zone: Rules, host: string, claimant: Claimant): string | undefined {
  const closed = whyClosed(zone, host);
  if (closed !== undefined) return closed;
  const rules = rulesFor(zone.allow ?? [], host);
  if (zone.allow === undefined || rules.some((rule) => fits(rule, claimant))) return undefined;
  const lacks = [...new Set(rules.map((rule) => lackOf(rule, claimant)))].join('; or ');
  return `not allowed: zone ${zone.name} gives it to others: ${lacks}; ask for another name, or have a rule added`;
}

function rulesFor(allow: readonly AllowRule[], host: string): readonly AllowRule[] {
  return allow.filter(({ names }) => names.some((pattern) => matchesName(pattern, host)));
}

function fits({ clusters, accounts, tags = {} }: AllowRule, claimant: Claimant): boolean {
  return (
    (clusters?.includes(claimant.cluster) ?? true) &&
    (accounts?.includes(claimant.account) ?? true) &&
    Object.entries(tags).every(([key, value]) => has(claimant.tags, key, value))
  );
}

/** `cluster blue or red, this one is of none`. */
function lackOf({ clusters, accounts, tags = {} }: AllowRule, claimant: Claimant): string {
  const lacks: string[] = [];
  if (clusters && !clusters.includes(claimant.cluster))
    lacks.push(`cluster ${clusters.join(' or ')}, this one is of ${claimant.cluster || 'none'}`);
  if (accounts && !accounts.includes(claimant.account))
    lacks.push(`account ${accounts.join(' or ')}, this one is of ${claimant.account}`);
  for (const [key, value] of Object.entries(tags))
    if (!has(claimant.tags, key, value)) lacks.push(`tag ${key} = ${value}, which this one has not`);
  return lacks.join(' and ');
}

function has(tags: Claimant['tags'], key: string, value: string): boolean {
  return Object.hasOwn(tags, key) && tags[key] === value;
}

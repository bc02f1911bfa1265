import { SettingsError } from '../settings-error.ts';
import { type Grant, statementOf } from './function-role.ts';

/** IAM's limit for one managed policy, white space not counted. */
export const POLICY_CHARACTERS = 6144;
const ROOM = POLICY_CHARACTERS - JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/** A grant whose ARNs of zones are given later: here for the longest partition that has Route 53, then for the stack's. */
export type GrantFor = (zoneArn: (id: string) => string) => Grant;

/** A grant over a list that may be cut anywhere: what it says of each item stays the same. */
export interface Divisible {
  readonly length: number;
  readonly slice: (from: number, to: number) => GrantFor;
  /** The item, for whoever wrote the settings. */
  readonly told: (index: number) => string;
}

export function divisible<Item>(
  items: readonly Item[],
  grant: (items: readonly Item[], zoneArn: (id: string) => string) => Grant,
  told: (item: Item) => string,
): Divisible {
  return {
    length: items.length,
    slice: (from, to) => (zoneArn) => grant(items.slice(from, to), zoneArn),
    told: (index) =>
      items
        .slice(index, index + 1)
        .map(told)
        .join(''),
  };
}

/** As few policies as next-fit makes of them. Throws if one item alone is more than a policy takes. */
export function packPolicies(parts: readonly Divisible[]): readonly (readonly GrantFor[])[] {
  const policies: GrantFor[][] = [];
  let room = 0;
  for (const part of parts) {
    let from = 0;
    for (let to = 1; to <= part.length; to += 1) {
      if (characters(part.slice(from, to)) <= room) continue;
      if (to - 1 > from) policies.at(-1)?.push(part.slice(from, to - 1));
      from = to - 1;
      policies.push([]);
      room = ROOM;
      assertFits(part, from);
    }
    const last = part.slice(from, part.length);
    if (part.length > from) policies.at(-1)?.push(last);
    room -= part.length > from ? characters(last) : 0;
  }
  return policies;
}

function assertFits(part: Divisible, index: number): void {
  const made = characters(part.slice(index, index + 1));
  if (made <= ROOM) return;
  throw new SettingsError(
    `signpost.zones: got ${part.told(index)}, which make a statement of ${made} characters; an IAM policy has room for ${ROOM}. ` +
      'Use fewer name patterns, or wider ones: "*.team.example.com" is every name below it.',
  );
}

/** With the comma before the next one. */
function characters(grant: GrantFor): number {
  const statement = statementOf(grant((id) => `arn:aws-us-gov:route53:::hostedzone/${id}`));
  return JSON.stringify(statement.toStatementJson()).length + 1;
}

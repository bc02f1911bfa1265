import type { Policy } from '../../shared/settings.ts';
import type { Grant } from './function-role.ts';
import type { NameCondition } from './name-condition.ts';

const NAMES = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const TYPES = 'route53:ChangeResourceRecordSetsRecordTypes';
const ACTIONS = 'route53:ChangeResourceRecordSetsActions';

/** Never UPSERT: every write carries its own precondition. */
const ACTIONS_OF: Readonly<Record<Exclude<Policy, 'plan'>, readonly string[]>> = {
  'create-only': ['CREATE'],
  'upsert-only': ['CREATE', 'DELETE'],
  sync: ['CREATE', 'DELETE'],
};

/**
 * What a policy may do to the names of a zone. `ForAllValues` also holds for a key that is absent, hence the `Null`
 * beside it; `ForAnyValue` does not. Under `upsert-only` a batch that only deletes is refused; that each DELETE has the
 * CREATE of its own name beside it is for the planner to see.
 */
export function writeRecords(
  policy: Exclude<Policy, 'plan'>,
  { like, notLike }: NameCondition,
): Omit<Grant, 'sid' | 'resources'> {
  const needsCreate = policy === 'upsert-only';
  return {
    actions: ['route53:ChangeResourceRecordSets'],
    conditions: {
      'ForAllValues:StringEquals': { [TYPES]: ['A', 'AAAA', 'CNAME'], [ACTIONS]: ACTIONS_OF[policy] },
      ...(needsCreate && { 'ForAnyValue:StringEquals': { [ACTIONS]: 'CREATE' } }),
      'ForAllValues:StringLike': { [NAMES]: like },
      ...(notLike.length > 0 && { 'ForAllValues:StringNotLike': { [NAMES]: notLike } }),
      Null: { [NAMES]: 'false', [TYPES]: 'false', ...(!needsCreate && { [ACTIONS]: 'false' }) },
    },
  };
}

import type { NameKey } from '../ledger/rows.ts';
import type { RecordSet } from '../records/record-set.ts';

/** What one name changes by: DELETE of the exact standing values, CREATE of the new ones. Never UPSERT: it has no precondition. */
export interface NameChanges {
  readonly key: NameKey;
  readonly host: string;
  readonly deletes: readonly RecordSet[];
  readonly creates: readonly RecordSet[];
}

/** Tokens of the account's change bucket that it takes; also its ResourceRecord elements. */
export function changeTokens({ deletes, creates }: NameChanges): number {
  return deletes.length + creates.length;
}

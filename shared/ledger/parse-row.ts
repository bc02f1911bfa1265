import type { z } from 'zod';
import { NewerLedger, UnreadableRow } from '../errors.ts';
import { measure } from '../events/check-shape.ts';
import type { FreezeRow } from './freeze-row.ts';
import type { LoadBalancerRow } from './load-balancer-row.ts';
import type { QuotaRow } from './quota-row.ts';
import {
  freezeRowSchema,
  loadBalancerRowSchema,
  nameRowSchema,
  quotaRowSchema,
  zoneRowSchema,
} from './row-schemas.ts';
import { type NameRow, SCHEMA } from './rows.ts';
import { upgradeLoadBalancerRow, upgradeNameRow } from './upgrade-row.ts';
import type { ZoneRow } from './zone-row.ts';

/** An item of the table. */
export type Item = Readonly<Record<string, unknown>>;
/** What one item says, as a row of today's schema. Throws `NewerLedger` and `UnreadableRow`. */
export type ParseRow<Row> = (item: Item) => Row;

export const parseLoadBalancerRow: ParseRow<LoadBalancerRow> = (item) =>
  upgradeLoadBalancerRow(parsed(item, loadBalancerRowSchema));
export const parseNameRow: ParseRow<NameRow> = (item) => upgradeNameRow(parsed(item, nameRowSchema));
export const parseZoneRow: ParseRow<ZoneRow> = (item) => parsed(item, zoneRowSchema);
export const parseQuotaRow: ParseRow<QuotaRow> = (item) => parsed(item, quotaRowSchema);
export const parseFreezeRow: ParseRow<FreezeRow> = (item) => parsed(item, freezeRowSchema);

/** The schema comes first: what a later version wrote need not look like anything that this one knows. */
function parsed<Row>({ pk, ...row }: Item, shape: z.ZodType): Row {
  const schema = row['schema'];
  if (typeof schema === 'number' && schema > SCHEMA) throw new NewerLedger(String(pk), schema, SCHEMA);
  const { misfit } = measure(shape, row);
  if (misfit !== undefined) throw new UnreadableRow(String(pk), misfit);
  // The row itself, not what zod made of it: what it does not know must survive the next write.
  return row as unknown as Row;
}

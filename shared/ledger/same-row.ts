import type { NameRow } from './rows.ts';

/** Whether two rows say the same, whatever the order of their members and their version. */
export function sameRow(a: NameRow, b: NameRow): boolean {
  return said(a) === said(b);
}

/** A row's own expiry and version are bookkeeping: they say nothing about the name. */
function said({ rev: _, expires: __, ...row }: NameRow): string {
  return JSON.stringify(row, (_key, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { NameRow } from './rows.ts';

/** Whether two rows say the same, whatever the order of their members, their version and how they came to it. */
export function sameRow(a: NameRow, b: NameRow): boolean {
  return said(a) === said(b);
}

/** A row's version, expiry and history are bookkeeping: they say nothing about what is true of the name. */
function said({ rev: _, expires: __, transitions: ___, ...row }: NameRow): string {
  return JSON.stringify(row, (_key, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { type Calls, sayCalls } from './calls.ts';

/** One thing that happened to a name. */
export interface Row {
  readonly hostname: string;
  readonly zone: string;
  /** What stands there now, or why nothing does. */
  readonly target: string;
  /** Milliseconds from the call to the record. Absent: there is no record to wait for. */
  readonly took?: number | undefined;
  /** Absent: counted in the row above, which changed in the same batch. */
  readonly calls?: Calls | undefined;
}

const HEADINGS = ['hostname', 'zone', 'target', 'call to record', 'Route 53 calls'];

/** Plain text in columns, with the sum of the calls. */
export function table(rows: readonly Row[]): string[] {
  const calls = rows.flatMap((row) => row.calls ?? []);
  const sum = {
    reads: calls.reduce((total, { reads }) => total + reads, 0),
    changes: calls.reduce((total, { changes }) => total + changes, 0),
  };
  const body = rows.map(({ hostname, zone, target, took, calls }) => [
    hostname,
    zone,
    target,
    took === undefined ? '-' : seconds(took),
    calls === undefined ? 'with the above' : sayCalls(calls),
  ]);
  const lines = [HEADINGS, ...body, ['total', '', '', '', sayCalls(sum)]];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const printed = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [...printed.slice(0, 1), rule, ...printed.slice(1, -1), rule, ...printed.slice(-1)];
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

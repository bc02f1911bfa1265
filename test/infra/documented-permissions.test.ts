import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../iam/roles-of.ts';
import { callsOf } from './code-calls.ts';
import { synthesise } from './synthesise.ts';

interface Row {
  readonly action: string;
  readonly by: readonly string[];
}

const PAGE = readFileSync('docs/permissions.md', 'utf8');
const granted = statementsOf(synthesise().state).filter(({ effect }) => effect === 'Allow');

/** Rows `| `action` | on | files |` under a heading. */
function rowsOf(heading: string): Row[] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|.*\| (.+) \|$/gm)].map(([, action = '', by = '']) => ({
    action,
    by: [...by.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  }));
}

const sorted = (values: Iterable<string>) => [...new Set(values)].toSorted();

describe.each([
  ['sync', 'functions/sync/handler.ts'],
  ['survey', 'functions/survey/handler.ts'],
  ['sweep', 'functions/sweep/handler.ts'],
  ['operate', 'functions/operate/handler.ts'],
  ['cluster', 'functions/cluster/handler.ts'],
  ['cluster-in-vpc', 'functions/cluster/handler.ts'],
  ['sweep-schedule', undefined],
])('docs/permissions.md, %s', (role, entry) => {
  const rows = rowsOf(role);
  const calls = entry === undefined ? new Map<string, readonly string[]>() : callsOf(entry);

  it('lists what the role may do, and nothing else', () => {
    const actions = granted.filter((statement) => statement.role === `signpost-us-east-1-${role}`);
    expect(sorted(rows.map(({ action }) => action))).toEqual(
      sorted(actions.flatMap((statement) => statement.actions)),
    );
  });

  it('lists an action once', () => {
    expect(rows.map(({ action }) => action).toSorted()).toEqual(sorted(rows.map(({ action }) => action)));
  });

  it('names the files that make the calls, and all calls of the code', () => {
    const told = rows
      .filter(({ by }) => by.length > 0)
      .map(({ action, by }) => [action, sorted(by)] as const);
    const made = [...calls].map(([action, files]) => [action, sorted(files)] as const);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(made));
  });
});

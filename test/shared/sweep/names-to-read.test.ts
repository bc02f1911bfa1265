import { expect, it } from 'vitest';
import type { Delegations } from '../../../shared/ledger/delegations.ts';
import type { LedgerRow } from '../../../shared/ledger/list-ledger-rows.ts';
import { emptyNameRow, type NameRow, nameKey } from '../../../shared/ledger/rows.ts';
import { emptyZoneRow } from '../../../shared/ledger/zone-row.ts';
import { namesToRead } from '../../../shared/sweep/names-to-read.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const ZONES = [
  { id: 'Z1', name: 'example.com', private: false },
  { id: 'Z2', name: 'example.org', private: true },
];
const SET = { type: 'A', setId: '' } as const;
const ID = 'classic/us-east-1/a';

const name = (host: string, row: Partial<NameRow> = {}, zoneId = 'Z1'): LedgerRow => {
  const key = nameKey(zoneId, host);
  return {
    kind: 'name',
    key,
    row: { ...emptyNameRow(key), rev: 'r', standing: [{ set: SET, lb: ID }], ...row },
  };
};
const zone = (minutes: Record<string, number>, zoneId = 'Z1'): LedgerRow => {
  const delegations: Delegations = Object.fromEntries(
    Object.entries(minutes).map(([host, ago]) => [host, { servers: [], at: NOW - 60_000 * ago }]),
  );
  return { kind: 'zone', row: { ...emptyZoneRow(zoneId), rev: 'r', delegations } };
};

it.each<[string, readonly LedgerRow[], readonly string[]]>([
  ['none without ancestors', [name('a.example.com'), name('example.com'), name('*.example.com')], []],
  ['one of those below a name', [name('a.b.example.com'), name('c.b.example.com')], ['a.b.example.com']],
  ['one that has them all read', [name('a.b.c.example.com'), name('d.c.example.com')], ['a.b.c.example.com']],
  ['none that the last sweep had read', [zone({ 'b.example.com': 19 }), name('a.b.example.com')], []],
  [
    'one where that is longer ago',
    [zone({ 'b.example.com': 21 }), name('a.b.example.com')],
    ['a.b.example.com'],
  ],
  ['those that nobody else would tell of', [name('a.example.com', { doubt: true })], ['a.example.com']],
  [
    'no other where one of those is below the same name',
    [name('a.b.example.com'), name('c.b.example.com', { doubt: true })],
    ['c.b.example.com'],
  ],
  [
    'in the order of Route 53',
    [name('a.z.example.com'), name('z.a.example.com'), name('m.example.com', { doubt: true })],
    ['z.a.example.com', 'm.example.com', 'a.z.example.com'],
  ],
  [
    'zone by zone',
    [zone({ 'b.example.org': 5 }), name('a.b.example.org', {}, 'Z2'), name('a.b.example.com')],
    ['a.b.example.com', 'a.b.example.org'],
  ],
  ['none that says nothing any more', [name('a.b.example.com', { standing: [] })], []],
  ['none of a zone that left the settings', [name('a.b.example.net', {}, 'Z9')], []],
])('%s', (_, rows, hosts) => {
  expect(namesToRead(rows, ZONES, NOW).map(({ host }) => host)).toEqual(hosts);
});

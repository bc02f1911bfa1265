import { describe, expect, it } from 'vitest';
import { batchSize, fitsOneBatch } from '../../../shared/plan/batch-limits.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';

const alias = (length: number): RecordSet => ({
  type: 'A',
  setId: '',
  alias: { dnsName: 'x'.repeat(length), hostedZoneId: 'Z', evaluateTargetHealth: true },
});
const cname = (length: number): RecordSet => ({
  type: 'CNAME',
  setId: '',
  ttl: 60,
  values: ['x'.repeat(length)],
});
const times = (count: number, set: RecordSet) => Array.from({ length: count }, () => set);

describe('the size of a change', () => {
  it.each<[string, RecordSet, number, number]>([
    ['an alias, with its last dot', alias(70), 1, 71],
    ['a CNAME, as it stands', cname(253), 1, 253],
    ['several values', { ...cname(0), type: 'A', values: ['192.0.2.1', '192.0.2.12'] }, 2, 19],
  ])('%s', (_, set, elements, characters) => {
    expect(batchSize({ deletes: [], creates: [set] })).toEqual({ elements, characters });
    expect(batchSize({ deletes: [set], creates: [set] })).toEqual({
      elements: 2 * elements,
      characters: 2 * characters,
    });
  });
});

describe('whether the changes of a name fit one batch', () => {
  it.each<[string, RecordSet[], RecordSet[], boolean]>([
    ['nothing', [], [], true],
    [
      '100 sets of two types with the names of load balancers',
      times(200, alias(75)),
      times(200, alias(75)),
      true,
    ],
    ['1,000 elements', times(500, alias(1)), times(500, alias(1)), true],
    ['1,001 elements', times(500, alias(1)), times(501, alias(1)), false],
    ['32,000 characters', times(64, cname(250)), times(64, cname(250)), true],
    ['32,001 characters', times(64, cname(250)), [...times(64, cname(250)), cname(1)], false],
    ['100 CNAMEs as long as names can be, all new', [], times(100, cname(253)), true],
    ['100 CNAMEs as long as names can be, changed', times(100, cname(253)), times(100, cname(253)), false],
    ['as many characters in the last dots of aliases', times(100, alias(159)), times(100, alias(159)), true],
    ['one more', times(100, alias(159)), [...times(99, alias(159)), alias(160)], false],
  ])('%s', (_, deletes, creates, fits) => {
    expect(fitsOneBatch({ deletes, creates })).toBe(fits);
  });
});

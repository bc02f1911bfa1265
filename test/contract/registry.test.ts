import { describe, expect, it } from 'vitest';
import { gaps } from './registry.ts';

const row = (id: string) => ({ id, fact: 'f', source: 's' });

describe('gaps', () => {
  it.each([
    ['a row with a case', [row('a')], ['a'], {}, []],
    ['a row with two cases', [row('a')], ['a', 'a'], {}, []],
    ['a row with an exception', [row('a')], [], { a: 'needs an account' }, []],
    ['a row with nothing', [row('a'), row('b')], ['a'], {}, ['b: neither a case nor an exception']],
    ['a row listed twice', [row('a'), row('a')], ['a'], {}, ['a: listed twice']],
    ['a case of no row', [row('a')], ['a', 'b'], {}, ['b: no such row']],
    ['an exception of no row', [row('a')], ['a'], { b: 'why' }, ['b: no such row']],
    ['case and exception', [row('a')], ['a'], { a: 'why' }, ['a: both a case and an exception']],
    ['an exception without reason', [row('a')], [], { a: ' ' }, ['a: exception without a reason']],
  ])('%s', (_, rows, covered, exceptions, wrong) => {
    expect(gaps(rows, covered, exceptions)).toEqual(wrong);
  });
});

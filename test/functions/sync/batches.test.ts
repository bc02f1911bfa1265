import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../../functions/sync/batches.ts';
import type { Decided } from '../../../functions/sync/decide.ts';
import type { NameKey } from '../../../shared/ledger/rows.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import { createStage } from '../../stage/stage.ts';

const { settings } = createStage();
const quota = (burst: number) => ({
  ...settings,
  quota: { ...settings.quota, changes: { perSecond: 1, burst } },
});
const alias: RecordSet = {
  type: 'A',
  setId: '',
  alias: { dnsName: 'x.elb.amazonaws.com', hostedZoneId: 'Z35', evaluateTargetHealth: true },
};
const cname: RecordSet = { type: 'CNAME', setId: '', ttl: 60, values: ['x.elb.amazonaws.com'] };

/** `a`: a name with so many aliases; in capitals: with a CNAME; `a!`: refused before; `a@1` in the second zone. */
function decidedOf(words: string, sets = 1) {
  const decided = new Map<NameKey, Decided>();
  for (const word of words.split(' ')) {
    const zone = settings.zones[word.includes('@') ? 1 : 0];
    const creates = Array.from({ length: sets }, () => (/[A-Z]/.test(word) ? cname : alias));
    const decision = { changes: { deletes: [], creates }, isRetry: word.includes('!') };
    decided.set(`${zone?.id}#${word}`, { zone, decision } as unknown as Decided);
  }
  return decided;
}
const told = (words: string, burst: number, sets?: number) => {
  const decided = decidedOf(words, sets);
  const batches = batchesOf(decided, [...decided.keys()], quota(burst));
  return batches.map(({ names }) => names.map(({ host }) => host).join(' '));
};

describe('batches', () => {
  it.each([
    ['as many as fit the quota, in order', 'a b c d e', 5, ['a b', 'c d', 'e']],
    ['zones by themselves, first come first', 'a b@ c d@', 100, ['a c', 'b@ d@']],
    ['CNAMEs by themselves, in turn', 'a B c D e', 5, ['a c', 'B D', 'e']],
    ['what was refused before by itself, and last', 'a! b C! d', 100, ['b d', 'a! C!']],
  ])('%s', (_, words, burst, batches) => {
    expect(told(words, burst)).toEqual(batches);
  });

  it('of names with several sets: never more than the quota holds', () => {
    expect(told('a b c', 8, 2)).toEqual(['a b', 'c']);
  });

  it('of a generous quota: never more than a third of what Route 53 takes', () => {
    const words = Array.from({ length: 301 }, (_, index) => `n${index}`).join(' ');
    expect(told(words, 1500).map((hosts) => hosts.split(' ').length)).toEqual([300, 1]);
  });

  it('none of names that change nothing, or of which nothing is known', () => {
    const decided = decidedOf('a', 0);
    expect(batchesOf(decided, ['ZPUBLIC#a', 'ZPUBLIC#b'], settings)).toEqual([]);
  });
});

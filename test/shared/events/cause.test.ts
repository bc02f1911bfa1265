import { describe, expect, it } from 'vitest';
import { moreTelling, passedOn } from '../../../shared/events/cause.ts';
import type { Cause } from '../../../shared/events/hint.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const call: Cause = { event: 'AddTags', eventId: 'call', at: at(10), principal: 'ann' };
const tagChange: Cause = { event: 'Tag Change on Resource', eventId: 'tag', at: at(11) };
const sweep: Cause = { event: 'sweep', eventId: 'run', at: at(30) };

describe('moreTelling', () => {
  it.each<[string, Cause, Cause, Cause]>([
    ['who called, of the two events of one call', call, tagChange, call],
    ['who called, rather than a later sweep', call, sweep, call],
    ['the later of two sweeps', sweep, { ...sweep, at: at(31) }, { ...sweep, at: at(31) }],
    [
      'the later of two calls',
      call,
      { ...call, eventId: 'later', at: at(12) },
      { ...call, eventId: 'later', at: at(12) },
    ],
    ['a later sweep than a tag change', tagChange, sweep, sweep],
  ])('%s', (_, one, other, told) => {
    expect(moreTelling(one, other)).toEqual(told);
    expect(moreTelling(other, one)).toEqual(told);
  });

  it('the second of two at one time', () => {
    expect(moreTelling(call, { ...call, eventId: 'second' }).eventId).toBe('second');
  });
});

it('a cause that is passed on keeps what began it all, and says the last way it came', () => {
  const followed = passedOn(call, 'follow');
  expect(followed).toEqual({ ...call, via: 'follow' });
  expect(passedOn(followed, 'look again')).toEqual({ ...call, via: 'look again' });
});

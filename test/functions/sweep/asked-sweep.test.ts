import { expect, it } from 'vitest';
import { type AskedSweep, askedSweep } from '../../../functions/sweep/asked-sweep.ts';

it.each<[string, unknown, AskedSweep]>([
  ['the full schedule', { sweep: 'full' }, 'full'],
  ['the light schedule', { sweep: 'light' }, 'light'],
  ['somebody who wants one', { sweep: 'now' }, 'now'],
  ['a deploy', { 'detail-type': 'CloudFormation Stack Status Change', detail: {} }, 'now'],
  ['an empty payload', {}, 'now'],
  ['no payload', undefined, 'now'],
  ['null', null, 'now'],
])('%s asks for it', (_, payload, asked) => {
  expect(askedSweep(payload)).toBe(asked);
});

it.each(['ligth', '', 1, null])('%j is none', (sweep) => {
  expect(() => askedSweep({ sweep })).toThrow(/expected full, light or now/);
});

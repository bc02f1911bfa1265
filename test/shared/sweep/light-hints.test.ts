import { expect, it } from 'vitest';
import type { LastLook } from '../../../shared/ledger/list-ledger-rows.ts';
import { GONE, UNKNOWN } from '../../../shared/ledger/load-balancer-row.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { LATE } from '../../../shared/sweep/late.ts';
import { lightHints } from '../../../shared/sweep/light-hints.ts';
import { tagDigest } from '../../../shared/zones/deciding-tags.ts';

const V2: LoadBalancerId =
  'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/web/1234567890abcdef';
const CLASSIC: LoadBalancerId = 'classic/us-east-1/web';
const SETTINGS = { tagPrefix: 'signpost', zones: [] };
const CAUSE = { event: 'sweep', eventId: 'run-1', at: '2026-01-01T00:00:00.000Z' };

const CLAIMING = { 'signpost/hostname': 'a.example.com', team: 'shop' };
const OTHER = { 'signpost/hostname': 'b.example.com' };
const NONE = { team: 'shop' };
const NAMES: LastLook['names'] = ['Z1#a.example.com'];
const saw = (tags: Record<string, string>, names = NAMES): LastLook => ({
  seen: tagDigest(tags, SETTINGS),
  names,
});

it.each<[string, LoadBalancerId, Record<string, string> | undefined, LastLook | undefined, boolean]>([
  ['nothing is new', V2, CLAIMING, saw(CLAIMING), false],
  ['a tag changed', V2, OTHER, saw(CLAIMING), true],
  ['a tag that decides nothing changed', V2, { ...CLAIMING, team: 'blue' }, saw(CLAIMING), false],
  ['the last tag went', V2, {}, saw(CLAIMING), true],
  ['tags without any of ours', V2, NONE, saw(NONE, []), false],
  ['the first of ours came', V2, CLAIMING, saw(NONE, []), true],
  ['nobody looked yet, and it claims', V2, CLAIMING, undefined, true],
  ['nobody looked yet, and it claims nothing', V2, NONE, undefined, false],
  ['a look of an earlier version', V2, CLAIMING, { seen: UNKNOWN, names: NAMES }, true],
  ['it has names and is not listed', V2, undefined, saw(CLAIMING), true],
  ['it has none and is not listed', V2, undefined, saw(NONE, []), false],
  ['it is known to be gone, its names stay', V2, undefined, { seen: GONE, names: NAMES }, false],
  ['it is known to be gone, the listing is old', V2, CLAIMING, { seen: GONE, names: NAMES }, false],
  ['a classic name is used again', CLASSIC, CLAIMING, { seen: GONE, names: [] }, true],
  ['a classic name is used again, and claims nothing', CLASSIC, NONE, { seen: GONE, names: [] }, false],
])('%s', (_, id, listed, look, isHinted) => {
  const tagged = new Map(listed === undefined ? [] : [[id, listed]]);
  const looks = new Map(look === undefined ? [] : [[id, look]]);
  expect(lightHints({ tagged, looks }, SETTINGS, CAUSE)).toEqual(
    isHinted ? [{ hint: { kind: 'load-balancer', id, cause: CAUSE }, delaySeconds: LATE }] : [],
  );
});

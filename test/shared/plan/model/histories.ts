import fc from 'fast-check';
import type { Check } from '../../../../shared/plan/observation.ts';
import type { RecordSet } from '../../../../shared/records/record-set.ts';
import type { Fault } from './run.ts';
import { recordsOf, type Wish } from './wishes.ts';
import { type Family, PLAIN, wishes } from './wishes-at-random.ts';
import { READY } from './world.ts';

export const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type Name = (typeof NAMES)[number];

/** One thing that happens. */
export type Event =
  | { readonly kind: 'tag'; readonly name: Name; readonly wish: Wish; readonly check: Check }
  /** One after the other is tagged and looked at. */
  | { readonly kind: 'moves'; readonly moves: readonly { readonly name: Name; readonly wish: Wish }[] }
  | { readonly kind: 'untag' | 'vanish' | 'return'; readonly name: Name }
  | {
      readonly kind: 'run';
      readonly names: readonly Name[];
      readonly fault: Fault;
      readonly mustRead: boolean;
    }
  | { readonly kind: 'health'; readonly name: Name; readonly isReady: boolean }
  | { readonly kind: 'priority'; readonly name: Name; readonly priority: number }
  | { readonly kind: 'cluster priority'; readonly cluster: string; readonly priority: number }
  | { readonly kind: 'hints' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'they create'; readonly set: RecordSet }
  | { readonly kind: 'they delete'; readonly which: number }
  | { readonly kind: 'texts'; readonly types: readonly string[] }
  | { readonly kind: 'policy'; readonly policy: 'plan' | 'sync' }
  | { readonly kind: 'land' };

const name = fc.constantFrom(...NAMES);
const priority = fc.constantFrom(0, 0, 1, 2);

const checks: fc.Arbitrary<Check> = fc.oneof(
  { weight: 20, arbitrary: fc.constant(READY) },
  {
    weight: 2,
    arbitrary: fc.constant<Check>({ kind: 'refused', outcome: 'refused', reason: 'its settings' }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Check>({ kind: 'refused', outcome: 'kept', reason: 'no such cluster' }),
  },
  { weight: 1, arbitrary: fc.constant<Check>({ kind: 'stale', note: 'by an old survey' }) },
  { weight: 1, arbitrary: fc.constant<Check>({ kind: 'unbound', because: 'object', reason: 'no Service' }) },
  { weight: 1, arbitrary: fc.constant<Check>({ kind: 'unbound', because: 'survey', reason: 'too old' }) },
  { weight: 1, arbitrary: fc.constant<Check>({ kind: 'unserved', at: 0, stale: false, reason: 'no host' }) },
);

const faults = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Fault>('none') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Fault>(
      'half',
      'lost before',
      'lost after',
      'late',
      'nobody else is looked at',
    ),
  },
);

const runs = fc.record({
  kind: fc.constant('run' as const),
  names: fc.subarray([...NAMES]),
  fault: faults,
  mustRead: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

const tagged = (among: readonly Family[]): fc.Arbitrary<Event> =>
  fc.record({ kind: fc.constant('tag' as const), name, wish: wishes(among), check: checks });

/** All of one family, so that they can share the name before and after. */
const moves = (among: readonly Family[]): fc.Arbitrary<Event> =>
  fc.constantFrom(...among).chain((family) =>
    fc.record({
      kind: fc.constant('moves' as const),
      moves: fc.array(fc.record({ name, wish: wishes([family]) }), { minLength: 2, maxLength: 4 }),
    }),
  );

/** Tags, looks, time and crashes. */
const ours = (among: readonly Family[]): fc.Arbitrary<Event> =>
  fc.oneof(
    { weight: 8, arbitrary: tagged(among) },
    { weight: 3, arbitrary: moves(among) },
    { weight: 8, arbitrary: runs },
    { weight: 5, arbitrary: fc.constant<Event>({ kind: 'hints' }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        seconds: fc.constantFrom(1, 61, 601, 3600),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('untag' as const, 'vanish' as const, 'return' as const),
        name,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('health' as const), name, isReady: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('priority' as const), name, priority }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('cluster priority' as const),
        cluster: fc.constantFrom('one', 'two'),
        priority,
      }),
    },
    { weight: 1, arbitrary: fc.constant<Event>({ kind: 'land' }) },
  );

/** Theirs never equal ours in every member. */
const foreign = (among: readonly Family[]): fc.Arbitrary<RecordSet> =>
  wishes(among).map((wish) => recordsOf('theirs', { ...wish, target: 'theirs' })[0]!);

/** What others do in the zone, and what people do with the settings. */
const theirs = (among: readonly Family[]): fc.Arbitrary<Event> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('they create' as const), set: foreign(among) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('they delete' as const), which: fc.nat(3) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('texts' as const), types: fc.constantFrom([], [], ['TXT']) }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Event>(
        { kind: 'policy', policy: 'plan' },
        { kind: 'policy', policy: 'sync' },
        { kind: 'policy', policy: 'sync' },
      ),
    },
  );

const PAIRS = PLAIN.flatMap((one) => PLAIN.map((other) => [one, other] as const));

/** Histories of two families of wishes each: so claims meet, share and contest. In some of them strangers write, too. */
export const histories: fc.Arbitrary<readonly Event[]> = fc
  .tuple(fc.constantFrom(...PAIRS), fc.boolean())
  .chain(([among, isLoud]) => {
    const event = isLoud
      ? fc.oneof({ weight: 7, arbitrary: ours(among) }, { weight: 1, arbitrary: theirs(among) })
      : ours(among);
    return fc.array(event, { minLength: 6, maxLength: 50, size: 'max' });
  });

import { expect, it } from 'vitest';
import { batchComment } from '../../../functions/sync/batch-comment.ts';
import type { Decided } from '../../../functions/sync/decide.ts';
import type { Work } from '../../../functions/sync/work.ts';
import type { Cause } from '../../../shared/events/hint.ts';
import { emptyNameRow, type NameKey } from '../../../shared/ledger/rows.ts';

const REQUEST = '484e7ad8-d6f9-4930-9a5a-77a306956a04';
const HERE = 'classic/us-east-1/here';
const cause = (event: string, eventId: string): Cause => ({ event, eventId, at: '2026-01-01T00:00:00Z' });
const key = (index: number): NameKey => `ZPUBLIC#n${index}.example.com`;

/** The comment of a batch of names, each with the causes of what is told of it. */
function comment(names: readonly (readonly Cause[])[], { stack = 'signpost', hinted = {} } = {}): string {
  const decided = new Map(
    names.map((causes, index): [NameKey, Decided] => {
      const told = { at: 0, lb: HERE, outcome: 'published', reason: '', records: [] } as const;
      const transitions = causes.map((each) => ({ ...told, cause: each }));
      return [
        key(index),
        { transitions, before: emptyNameRow(key(index)), looks: [HERE] } as unknown as Decided,
      ];
    }),
  );
  const work: Work = {
    loadBalancers: new Map(),
    names: new Map(),
    hintedAt: new Map(),
    causes: new Map(Object.entries(hinted)) as Work['causes'],
  };
  return batchComment([...decided.keys()], decided, work, stack, REQUEST);
}

const created = cause('CreateLoadBalancer', '728edffa');
const deleted = cause('DeleteLoadBalancer', '0c3f11bb');

it.each([
  ['one event', [[created]], `signpost signpost ${REQUEST}: CreateLoadBalancer 728edffa`],
  ['one event behind two names', [[created], [created]], 'CreateLoadBalancer 728edffa'],
  ['one event behind two load balancers of a name', [[created, created]], 'CreateLoadBalancer 728edffa'],
  ['two events behind a name', [[deleted, created]], 'DeleteLoadBalancer 0c3f11bb +1 more'],
  ['three behind two', [[created], [deleted, cause('sweep', 'r')]], 'CreateLoadBalancer 728edffa +2 more'],
  [
    'as many as a batch may have names',
    Array.from({ length: 300 }, (_, at) => [cause('AddTags', `e${at}`)]),
    'AddTags e0 +299 more',
  ],
])('%s', (_, names, told) => {
  expect(comment(names).endsWith(told)).toBe(true);
});

it('a change of which nothing is told is of whoever was looked at', () => {
  const hinted = { [HERE]: cause('sweep', 'run-1') };
  expect(comment([[]], { hinted })).toBe(`signpost signpost ${REQUEST}: sweep run-1`);
});

it('fits, however long the ids: that there are more is told first', () => {
  const long = comment([[cause('survey', 'x'.repeat(300))], [deleted]], { stack: 's'.repeat(40) });
  expect(long).toHaveLength(256);
  expect(long.endsWith('x +1 more')).toBe(true);
});

import { expect, it } from 'vitest';
import { mutationsOf } from './mutations.ts';
import { statementsIn } from './statement.ts';

const [statement] = statementsIn({
  Statement: {
    Effect: 'Allow',
    Action: ['a:One', 'a:Two'],
    Resource: 'arn:x',
    Principal: { AWS: 'arn:role' },
    Condition: {
      'ForAllValues:StringEquals': { k: ['v', 'w'], l: 'v' },
      Null: { k: 'false' },
    },
  },
});

it('a statement is taken apart, and each part made wider', () => {
  expect(mutationsOf(statement!).map(({ what }) => what)).toEqual([
    'without it',
    'without a:One',
    'a:* for a:One',
    'without a:Two',
    'a:* for a:Two',
    'without arn:x',
    '* for arn:x',
    'without arn:role',
    '* for arn:role',
    'everybody for arn:role',
    'without conditions',
    'without ForAllValues:StringEquals',
    'ForAnyValue:StringEquals for ForAllValues:StringEquals',
    'without ForAllValues:StringEquals k',
    'ForAllValues:StringEquals k: without v',
    'ForAllValues:StringEquals k: * for v',
    'ForAllValues:StringEquals k: without w',
    'ForAllValues:StringEquals k: * for w',
    'without ForAllValues:StringEquals l',
    'ForAllValues:StringEquals l: without v',
    'ForAllValues:StringEquals l: * for v',
    'without Null',
    'Null k: without false',
    'Null k: * for false',
  ]);
});

it('each is another statement', () => {
  const changed = mutationsOf(statement!).map((mutation) => JSON.stringify(mutation.statement));
  expect(changed).not.toContain(JSON.stringify(statement));
  expect(new Set(changed).size).toBe(changed.length);
});

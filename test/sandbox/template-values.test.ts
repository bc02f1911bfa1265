import { expect, it } from 'vitest';
import { templateValue } from './template-values.ts';

it('puts in pseudo parameters and joins, at any depth', () => {
  const arn = {
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, ':events:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }],
    ],
  };
  expect(templateValue({ list: [{ arn }], days: 30, on: true, none: null })).toEqual({
    list: [{ arn: 'arn:aws:events:us-east-1:000000000000' }],
    days: 30,
    on: true,
    none: null,
  });
});

it('refuses what only a deploy knows', () => {
  expect(() => templateValue({ Ref: 'Queue' })).toThrow(/Queue/);
});

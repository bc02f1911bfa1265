import { expect, it } from 'vitest';
import { sweepEnvironment } from '../../../functions/sweep/environment.ts';

const SETTINGS = JSON.stringify({ name: 'test' });
const SET = {
  AWS_REGION: 'us-east-1',
  LEDGER_TABLE: 'ledger',
  HINT_QUEUE_URL: 'https://sqs/hints',
  ACCOUNT_ID: '111122223333',
};

it('is what the construct sets', () => {
  expect(sweepEnvironment(SET, SETTINGS)).toEqual({
    region: 'us-east-1',
    ledgerTable: 'ledger',
    hintQueueUrl: 'https://sqs/hints',
    account: '111122223333',
    settings: { name: 'test' },
  });
});

it.each(Object.keys(SET))('tells that %s is not set', (name) => {
  expect(() => sweepEnvironment({ ...SET, [name]: undefined }, SETTINGS)).toThrow(name);
  expect(() => sweepEnvironment({ ...SET, [name]: '' }, SETTINGS)).toThrow(name);
});

it('tells that the bundle holds no settings', () => {
  expect(() => sweepEnvironment(SET, undefined)).toThrow('settings');
});

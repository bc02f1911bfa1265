import { expect, it } from 'vitest';
import { operateEnvironment } from '../../../functions/operate/environment.ts';

const SET = {
  AWS_REGION: 'us-east-1',
  LEDGER_TABLE: 'ledger',
  HINT_QUEUE_URL: 'https://sqs/hints',
  ACCOUNT_ID: '111122223333',
};

it('is what the construct sets, and the settings of the bundle', () => {
  expect(operateEnvironment(SET, '{"policy":"plan"}')).toEqual({
    region: 'us-east-1',
    account: '111122223333',
    ledgerTable: 'ledger',
    hintQueueUrl: 'https://sqs/hints',
    settings: { policy: 'plan' },
  });
});

it.each(Object.keys(SET))('tells that %s is not set', (name) => {
  expect(() => operateEnvironment({ ...SET, [name]: undefined }, '{}')).toThrow(name);
  expect(() => operateEnvironment({ ...SET, [name]: '' }, '{}')).toThrow(name);
});

it('tells that the bundle holds no settings', () => {
  expect(() => operateEnvironment(SET, undefined)).toThrow('The bundle holds no settings');
});

import { expect, it } from 'vitest';
import { sweepEnvironment } from '../../../functions/sweep/environment.ts';

const SET = { AWS_REGION: 'us-east-1', LEDGER_TABLE: 'ledger', HINT_QUEUE_URL: 'https://sqs/hints' };

it('is what the construct sets', () => {
  expect(sweepEnvironment(SET)).toEqual({
    region: 'us-east-1',
    ledgerTable: 'ledger',
    hintQueueUrl: 'https://sqs/hints',
  });
});

it.each(Object.keys(SET))('tells that %s is not set', (name) => {
  expect(() => sweepEnvironment({ ...SET, [name]: undefined })).toThrow(name);
  expect(() => sweepEnvironment({ ...SET, [name]: '' })).toThrow(name);
});

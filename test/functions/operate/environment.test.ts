import { expect, it } from 'vitest';
import { operateEnvironment } from '../../../functions/operate/environment.ts';

const SETTINGS = '{"name":"signpost","policy":"plan"}';
const SET = {
  AWS_REGION: 'us-east-1',
  LEDGER_TABLE: 'ledger',
  HINT_QUEUE_URL: 'https://sqs/hints',
  SURVEY_QUEUE_URL: 'https://sqs/asked',
  DEAD_LETTER_QUEUE_URL: 'https://sqs/hints-dlq',
  SURVEY_DEAD_LETTER_QUEUE_URL: 'https://sqs/asked-dlq',
  UNDELIVERED_QUEUE_URL: 'https://sqs/undelivered',
  SURVEY_BUCKET: 'surveys',
  ACCOUNT_ID: '111122223333',
  ARCHIVE_ARN: 'arn:aws:events:us-east-1:111122223333:archive/signpost-us-east-1-events',
  RULE_ARNS: 'arn:aws:events:us-east-1:111122223333:rule/signpost-us-east-1-elb-calls',
};

it('is what the construct sets, and the settings of the bundle', () => {
  expect(operateEnvironment(SET, SETTINGS)).toEqual({
    region: 'us-east-1',
    account: '111122223333',
    ledgerTable: 'ledger',
    hintQueueUrl: 'https://sqs/hints',
    surveyQueueUrl: 'https://sqs/asked',
    deadLetterQueueUrls: {
      'hints-dlq': 'https://sqs/hints-dlq',
      'surveys-asked-dlq': 'https://sqs/asked-dlq',
      undelivered: 'https://sqs/undelivered',
    },
    bucket: { name: 'surveys', owner: '111122223333' },
    archiveArn: SET.ARCHIVE_ARN,
    rules: [SET.RULE_ARNS],
    settings: { name: 'signpost', policy: 'plan' },
  });
});

it.each(Object.keys(SET))('tells that %s is not set', (name) => {
  expect(() => operateEnvironment({ ...SET, [name]: undefined }, SETTINGS)).toThrow(name);
  expect(() => operateEnvironment({ ...SET, [name]: '' }, SETTINGS)).toThrow(name);
});

it('tells that the bundle holds no settings', () => {
  expect(() => operateEnvironment(SET, undefined)).toThrow('The bundle holds no settings');
});

it('tells of rules that are not of this stack: no replay may go there', () => {
  const RULE_ARNS = SET.RULE_ARNS.replace('signpost', 'billing');
  expect(() => operateEnvironment({ ...SET, RULE_ARNS }, SETTINGS)).toThrow(/^RULE_ARNS: got ".*billing/);
});

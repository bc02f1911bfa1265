import { expect, it } from 'vitest';
import { failedMessages } from './failed-messages.ts';

const batch = ['a', 'b', 'c'];
const all = [...batch];

it.each([
  ['nothing', '', []],
  ['null', 'null', []],
  ['an empty object', '{}', []],
  ['no failures', '{"batchItemFailures":[]}', []],
  ['null for failures', '{"batchItemFailures":null}', []],
  ['one failure', '{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
  ['an id twice', '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"b"}]}', ['b']],
  ['an unknown id', '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"x"}]}', all],
  ['a null id', '{"batchItemFailures":[{"itemIdentifier":null}]}', all],
  ['an empty id', '{"batchItemFailures":[{"itemIdentifier":""}]}', all],
  ['another key', '{"batchItemFailures":[{"messageId":"b"}]}', all],
  ['a null failure', '{"batchItemFailures":[null]}', all],
  ['another member', '{"failures":[]}', all],
  ['text', '"done"', all],
  ['no JSON', '{', all],
])('keeps what Lambda keeps when the function answers %s', (_, answer, kept) => {
  expect([...failedMessages(answer, batch)].sort()).toEqual(kept);
});

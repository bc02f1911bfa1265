import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type OwnRules, ownRules } from '../../../shared/replays/own-rules.ts';

const STACK = { name: 'dns', region: 'eu-west-1', account: '111122223333' };
const RULE = 'arn:aws:events:eu-west-1:111122223333:rule/dns-eu-west-1-elb-calls';

it('are rules of this stack, as its construct tells them', () => {
  expect(ownRules(`${RULE} ${RULE.replace('elb-calls', 'tag-changes')}`, STACK)).toEqual([
    RULE,
    RULE.replace('elb-calls', 'tag-changes'),
  ]);
  expect(ownRules(RULE.replace('aws:', 'aws-us-gov:'), STACK)).toHaveLength(1);
});

it.each([
  ['none', ' '],
  ['of another stack', RULE.replace('dns-', 'billing-')],
  ['of another Region', RULE.replaceAll('eu-west-1', 'us-east-1')],
  ['of another account', RULE.replace('111122223333', '999988887777')],
  ['of another bus', RULE.replace('rule/', 'rule/team/')],
  ['of a stack whose name begins with this one', RULE.replace('dns-', 'dns-2-')],
  ['a queue', RULE.replace('events', 'sqs')],
  ['one of ours and one of others', `${RULE} ${RULE.replace('dns-', 'billing-')}`],
])('%s: refused', (_, told) => {
  expect(() => ownRules(told, STACK)).toThrow(/^RULE_ARNS: got ".*", expected rules of the stack dns/);
});

it('are nothing that code could put together itself', () => {
  const take = (rules: OwnRules) => rules;
  // @ts-expect-error: a list of ARNs, wherever it comes from
  take([RULE]);
  // @ts-expect-error: nor one that is known not to be empty
  take([RULE] as [string, ...string[]]);
  // @ts-expect-error: nor none at all, which EventBridge takes for all rules
  take(undefined);
  expect(take(ownRules(RULE, STACK))).toEqual([RULE]);
});

it('are what the only call that starts a replay takes', () => {
  const files = ['shared', 'functions'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const code = files.filter((file) => file.endsWith('.ts')).map((file) => [file, readFileSync(file, 'utf8')]);
  const using = (what: RegExp) => code.flatMap(([file, text = '']) => (what.test(text) ? [file] : []));
  expect(using(/StartReplayCommand/)).toEqual(['shared/replays/write-replay.ts']);
  expect(using(/\bas (unknown as )?OwnRules/)).toEqual(['shared/replays/own-rules.ts']);
  expect(using(/FilterArns/)).toEqual(['shared/replays/write-replay.ts']);
});

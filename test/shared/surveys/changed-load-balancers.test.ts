import { expect, it } from 'vitest';
import { changedLoadBalancers } from '../../../shared/surveys/changed-load-balancers.ts';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import type { Behind, Survey } from '../../../shared/surveys/survey.ts';

const behind = (hosts: readonly string[], objects: Behind['objects'] = ['Service/n/s'], declares = true) => ({
  objects,
  declares,
  hosts,
});
const survey = (loadBalancers: Record<string, Behind>, startedAt = 1): Survey => ({
  ...incompleteSurvey('demo', startedAt, ''),
  complete: true,
  loadBalancers,
});
const A = behind(['a.x']);
const NONE = incompleteSurvey('demo', 1, 'away');

it.each<[string, Survey | undefined, Survey, readonly string[]]>([
  ['nothing before', undefined, survey({ b: A, a: A }), ['a', 'b']],
  ['an incomplete one before', NONE, survey({ b: A, a: A }), ['a', 'b']],
  [
    'an incomplete one before, whatever it holds',
    { ...NONE, loadBalancers: { a: A } },
    survey({ a: A }),
    ['a'],
  ],
  ['an incomplete one now', survey({ a: A }), NONE, []],
  ['incomplete twice', NONE, NONE, []],
  ['the same, later', survey({ a: A, b: A }), survey({ b: A, a: A }, 2), []],
  ['one appeared', survey({ a: A }), survey({ a: A, b: A }), ['b']],
  ['one vanished', survey({ a: A, b: A }), survey({ a: A }), ['b']],
  ['all vanished', survey({ a: A, b: A }), survey({}), ['a', 'b']],
  ['a host more', survey({ a: A, b: A }), survey({ a: behind(['a.x', 'b.x']), b: A }), ['a']],
  ['a host less', survey({ a: behind(['a.x', 'b.x']) }), survey({ a: A }), ['a']],
  ['another host', survey({ a: A }), survey({ a: behind(['b.x']) }), ['a']],
  ['another object', survey({ a: A }), survey({ a: behind(['a.x'], ['Service/n/t']) }), ['a']],
  ['declares no more', survey({ a: behind([]) }), survey({ a: behind([], ['Service/n/s'], false) }), ['a']],
])('%s', (_, previous, next, expected) => {
  expect(changedLoadBalancers(previous, next)).toEqual(expected);
});

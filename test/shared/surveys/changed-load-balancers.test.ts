import { expect, it } from 'vitest';
import { changedLoadBalancers } from '../../../shared/surveys/changed-load-balancers.ts';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import type { Entrance, Survey } from '../../../shared/surveys/survey.ts';

const GATEWAY = 'Gateway/n/g';
const shows = (shown: readonly string[], serves: Entrance['serves'] = { [GATEWAY]: ['a.x'] }): Entrance => ({
  shows: shown,
  serves,
});
const survey = (
  entrances: Survey['entrances'],
  annotations: Survey['annotations'] = {},
  startedAt = 1,
): Survey => ({ ...incompleteSurvey('demo', startedAt, ''), complete: true, entrances, annotations });
const A = shows(['a']);
const B = shows(['b']);
const NONE = incompleteSurvey('demo', 1, 'away');
const key = { 'signpost/hostname': 'a.x' };

/** One entrance `Service/n/s` that serves this and shows load balancer a, or nothing. */
const served = (serves: Entrance['serves']) =>
  survey({ 'Service/n/s': shows(['a'], serves), 'Service/n/b': B });

it.each<[string, Survey | undefined, Survey, readonly string[], readonly string[]]>([
  [
    'nothing before',
    undefined,
    survey({ 'Service/n/b': B, 'Service/n/a': A }),
    ['a', 'b'],
    ['Service/n/a', 'Service/n/b'],
  ],
  ['an incomplete one before', NONE, survey({ 'Service/n/a': A }), ['a'], ['Service/n/a']],
  [
    'an incomplete one before, whatever it holds',
    { ...NONE, entrances: { 'Service/n/a': A } },
    survey({ 'Service/n/a': A }),
    ['a'],
    ['Service/n/a'],
  ],
  ['an incomplete one now', survey({ 'Service/n/a': A }), NONE, [], []],
  ['incomplete twice', NONE, NONE, [], []],
  [
    'the same, later',
    survey({ 'Service/n/a': A, 'Service/n/b': B }),
    survey({ 'Service/n/b': B, 'Service/n/a': A }, {}, 2),
    [],
    [],
  ],
  [
    'one appeared',
    survey({ 'Service/n/a': A }),
    survey({ 'Service/n/a': A, 'Service/n/b': B }),
    ['b'],
    ['Service/n/b'],
  ],
  [
    'one vanished',
    survey({ 'Service/n/a': A, 'Service/n/b': B }),
    survey({ 'Service/n/a': A }),
    ['b'],
    ['Service/n/b'],
  ],
  ['all vanished', survey({ 'Service/n/a': A }), survey({}), ['a'], ['Service/n/a']],
  ['the status shows another', survey({ 'Service/n/s': A }), survey({ 'Service/n/s': B }), ['a', 'b'], []],
  [
    'a host more',
    served({ [GATEWAY]: ['a.x'] }),
    served({ [GATEWAY]: ['a.x', 'b.x'] }),
    ['a'],
    ['Service/n/s'],
  ],
  ['another host', served({ [GATEWAY]: ['a.x'] }), served({ [GATEWAY]: ['b.x'] }), ['a'], ['Service/n/s']],
  [
    'declared by another',
    served({ [GATEWAY]: ['a.x'] }),
    served({ 'Gateway/n/h': ['a.x'] }),
    ['a'],
    ['Service/n/s'],
  ],
  ['declares no more', served({ [GATEWAY]: [] }), served({}), ['a'], ['Service/n/s']],
  [
    'an annotation of the entrance',
    survey({ 'Service/n/s': A }),
    survey({ 'Service/n/s': A }, { 'Service/n/s': key }),
    ['a'],
    ['Service/n/s'],
  ],
  [
    'an annotation of what declares',
    survey({ 'Service/n/s': A }),
    survey({ 'Service/n/s': A }, { [GATEWAY]: key }),
    ['a'],
    ['Service/n/s'],
  ],
  [
    'an annotation of what is not behind it',
    survey({ 'Service/n/s': A }),
    survey({ 'Service/n/s': A }, { 'Gateway/n/h': key }),
    [],
    [],
  ],
  [
    'a Service that no load balancer shows',
    survey({ 'Service/n/s': shows([]) }),
    survey({ 'Service/n/s': shows([], {}) }),
    [],
    ['Service/n/s'],
  ],
  [
    'two entrances show one',
    survey({ 'Service/n/s': A, 'Ingress/n/i': A }),
    survey({ 'Service/n/s': A }),
    ['a'],
    ['Ingress/n/i'],
  ],
])('%s', (_, previous, next, dnsNames, entrances) => {
  expect(changedLoadBalancers(previous, next)).toEqual({ dnsNames, entrances });
});

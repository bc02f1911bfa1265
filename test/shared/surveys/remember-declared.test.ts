import { expect, it } from 'vitest';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import { rememberDeclared } from '../../../shared/surveys/remember-declared.ts';
import type { Entrance, Survey } from '../../../shared/surveys/survey.ts';

const HOUR = 3_600_000;
const S = 'Service/n/s';
const survey = (
  startedAt: number,
  serves: Entrance['serves'] | undefined,
  declared?: Survey['declared'],
): Survey => ({
  ...incompleteSurvey('demo', startedAt, ''),
  complete: true,
  entrances: serves === undefined ? {} : { [S]: { shows: [], serves } },
  ...(declared && { declared }),
});
const SERVING = { 'Gateway/n/g': ['a.x'] };
const away = (startedAt: number, declared?: Survey['declared']): Survey => ({
  ...incompleteSurvey('demo', startedAt, 'away'),
  ...(declared && { declared }),
});

it.each<[string, Survey | undefined, Survey, Survey['declared']]>([
  ['nothing before', undefined, survey(1, {}), undefined],
  ['declared before, and no more', survey(1, SERVING), survey(2, {}), { [S]: 1 }],
  ['declared, even if nothing was served', survey(1, { 'Gateway/n/g': [] }), survey(2, {}), { [S]: 1 }],
  ['declared still', survey(1, SERVING), survey(2, SERVING), undefined],
  ['never declared', survey(1, {}), survey(2, {}), undefined],
  ['remembered', survey(2, {}, { [S]: 1 }), survey(3, {}), { [S]: 1 }],
  ['for just under an hour', survey(2, {}, { [S]: 1 }), survey(HOUR, {}), { [S]: 1 }],
  ['and no longer', survey(2, {}, { [S]: 1 }), survey(HOUR + 1, {}), undefined],
  ['declared again', survey(2, {}, { [S]: 1 }), survey(3, SERVING), undefined],
  ['the Service has gone', survey(2, {}, { [S]: 1 }), survey(3, undefined), undefined],
  ['it cannot be read', survey(1, SERVING), away(2), { [S]: 1 }],
  ['it cannot be read again', away(2, { [S]: 1 }), away(3), { [S]: 1 }],
  ['it can be read again', away(3, { [S]: 1 }), survey(4, {}), { [S]: 1 }],
  ['it could not be read, and declares', away(3, { [S]: 1 }), survey(4, SERVING), undefined],
])('%s', (_, previous, next, expected) => {
  const found = rememberDeclared(previous, next);
  expect(found.declared).toEqual(expected);
  const { declared: __, ...rest } = found;
  const { declared: ___, ...own } = next;
  expect(rest).toEqual(own);
});

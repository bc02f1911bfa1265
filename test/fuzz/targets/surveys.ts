import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { incompleteSurvey } from '../../../shared/surveys/incomplete-survey.ts';
import { unpackSurvey } from '../../../shared/surveys/pack-survey.ts';
import { parseSurvey } from '../../../shared/surveys/parse-survey.ts';
import type { Survey } from '../../../shared/surveys/survey.ts';
import { promise, target, type Verdict } from '../target.ts';
import { broken, mutated, textOf } from '../weird.ts';

const SURVEY: Survey = {
  schema: 2,
  cluster: 'demo',
  startedAt: 1_700_000_000_000,
  complete: true,
  notServed: ['TLSRoute'],
  entrances: {
    'Service/istio/gateway': {
      shows: ['a.elb.amazonaws.com'],
      serves: { 'Gateway/istio/entry': ['a.example.com', '*.b.example.com'], 'VirtualService/shop/web': [] },
    },
    'Ingress/shop/web': { shows: [], serves: {} },
  },
  declared: { 'Service/istio/gateway': 1_700_000_000_000 },
  annotations: { 'Service/istio/gateway': { 'signpost/hostname': 'a.example.com' } },
};
const OTHERS = [
  { ...SURVEY, schema: 1 },
  { ...SURVEY, schema: 3 },
];
const documents = mutated([
  SURVEY,
  SURVEY,
  SURVEY,
  incompleteSurvey('demo', 1, 'it is not there'),
  ...OTHERS,
]);

/** What is accepted is whole: nothing that it says of objects is left out. */
function expectWhole(survey: Survey, json: string): void {
  const given = JSON.parse(json) as Survey;
  // No object is called `__proto__`: it is no part of any answer, and zod lets it fall.
  const members = (of: object | undefined) => Object.entries(of ?? {}).filter(([key]) => key !== '__proto__');
  const count = ({ entrances }: Survey) =>
    members(entrances).map(([ref, each]) => [ref, each?.shows, members(each?.serves)]);
  const [found, wanted] = [count(survey), count(given)].map((each) => JSON.stringify(each));
  promise(found === wanted, `entrances were lost: ${found} of ${wanted}`);
}

export const surveys = target({
  name: 'survey documents',
  inputs: broken(documents.map(textOf)),
  take: (json): Verdict => {
    const survey = parseSurvey(json);
    if (survey === undefined) return { refused: 'of another schema' };
    expectWhole(survey, json);
    return 'accepted';
  },
});

/** Gzip that somebody changed, cut, or never made. */
const packed = fc
  .tuple(broken(documents.map(textOf)), fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 9 }))
  .map(([json, at, byte, how]): unknown => {
    const bytes = gzipSync(json);
    const where = at % bytes.length;
    if (how === 0) bytes[where] = byte;
    const kept = how === 1 ? bytes.subarray(0, where) : how === 2 ? Buffer.from(json) : bytes;
    return { encoding: 'gzip+base64', survey: kept.toString('base64') };
  });
const answers = mutated([
  { encoding: 'gzip+base64', survey: 'H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==' },
  null,
  [],
  'x',
]);

export const packedSurveys = target({
  name: 'packed surveys',
  inputs: fc.oneof({ weight: 5, arbitrary: packed }, answers),
  take: (answer): Verdict => {
    const survey = unpackSurvey(answer);
    promise(survey.cluster !== '' && typeof survey.complete === 'boolean', 'a survey of nothing');
    return 'accepted';
  },
});

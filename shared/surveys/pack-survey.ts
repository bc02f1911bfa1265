import { gunzipSync, gzipSync } from 'node:zlib';
import { SignpostError } from '../errors.ts';
import { parseSurvey } from './parse-survey.ts';
import type { Survey } from './survey.ts';

/** A survey as the `cluster` function returns it: an answer of Lambda is JSON of at most 6 MB. */
export interface PackedSurvey {
  readonly encoding: 'gzip+base64';
  readonly survey: string;
}

export function packSurvey(survey: Survey): PackedSurvey {
  return { encoding: 'gzip+base64', survey: gzipSync(JSON.stringify(survey)).toString('base64') };
}

/** Throws if it is not what `packSurvey` made. */
export function unpackSurvey(packed: PackedSurvey): Survey {
  if (packed.encoding !== 'gzip+base64' || typeof packed.survey !== 'string') {
    const got = JSON.stringify(packed)?.slice(0, 200);
    throw new SignpostError(
      `The cluster function answered ${got}, expected {"encoding":"gzip+base64","survey":…}.`,
    );
  }
  const survey = parseSurvey(gunzipSync(Buffer.from(packed.survey, 'base64')).toString());
  if (survey === undefined) {
    throw new SignpostError(
      'The cluster function answered a survey of another schema: deploy both functions together.',
    );
  }
  return survey;
}

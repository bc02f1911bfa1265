import { gzipSync } from 'node:zlib';
import { SignpostError } from '../errors.ts';
import { SURVEY_SCHEMA, type Survey } from './survey.ts';
import { unzipSurvey } from './unzip-survey.ts';

/** A survey as the `cluster` function returns it: an answer of Lambda is JSON of at most 6 MB. */
export interface PackedSurvey {
  readonly encoding: 'gzip+base64';
  readonly survey: string;
}

export function packSurvey(survey: Survey): PackedSurvey {
  return { encoding: 'gzip+base64', survey: gzipSync(JSON.stringify(survey)).toString('base64') };
}

/** Throws if it is not what `packSurvey` made. */
export function unpackSurvey(packed: unknown): Survey {
  if (!isPacked(packed)) {
    const got = (JSON.stringify(packed) ?? 'nothing').slice(0, 200);
    throw new SignpostError(
      `The cluster function answered ${got}, expected {"encoding":"gzip+base64","survey":…}.`,
    );
  }
  const survey = unzipSurvey(Buffer.from(packed.survey, 'base64'));
  if (survey === undefined) {
    throw new SignpostError(
      `The cluster function answered a survey of another schema, expected ${SURVEY_SCHEMA}: deploy both functions together.`,
    );
  }
  return survey;
}

function isPacked(value: unknown): value is PackedSurvey {
  if (typeof value !== 'object' || value === null) return false;
  const { encoding, survey } = value as Partial<PackedSurvey>;
  return encoding === 'gzip+base64' && typeof survey === 'string';
}

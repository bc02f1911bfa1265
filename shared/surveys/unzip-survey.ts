import { gunzipSync } from 'node:zlib';
import { UnreadableSurvey } from '../errors.ts';
import { parseSurvey } from './parse-survey.ts';
import type { Survey } from './survey.ts';

/**
 * A survey document as it is stored and sent: JSON in gzip. `undefined`: of another schema (`parseSurvey`).
 * @throws UnreadableSurvey for what is neither.
 */
export function unzipSurvey(bytes: Uint8Array): Survey | undefined {
  let json: string;
  try {
    json = gunzipSync(bytes).toString();
  } catch (cause) {
    const got = Buffer.from(bytes.subarray(0, 40)).toString('base64');
    throw new UnreadableSurvey({ field: 'the document', got, expected: 'JSON in gzip' }, { cause });
  }
  return parseSurvey(json);
}

import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type SurveyBucket, surveyKey } from './read-survey.ts';
import type { Survey } from './survey.ts';

/**
 * Writes a survey in the place of the document with the etag given, or where none stands if there is no etag.
 * `lost`: somebody else wrote meanwhile, read again.
 */
export function writeSurvey(client: S3Client, bucket: SurveyBucket) {
  return async (survey: Survey, replaces: string | undefined): Promise<'written' | 'lost'> => {
    const condition = replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaces };
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket.name,
          Key: surveyKey(survey.cluster),
          ExpectedBucketOwner: bucket.owner,
          ContentType: 'application/json',
          ContentEncoding: 'gzip',
          Body: gzipSync(JSON.stringify(survey)),
          ...condition,
        }),
      );
      return 'written';
    } catch (error) {
      // 412: another etag, or one where none should be. 409: a write of the same key at the same time. 404 to If-Match:
      // the document was deleted meanwhile.
      const { name } = error as Error;
      const lost = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes(name);
      if (lost) return 'lost';
      throw error;
    }
  };
}

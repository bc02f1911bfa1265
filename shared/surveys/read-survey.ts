import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { SignpostError } from '../errors.ts';
import type { Survey } from './survey.ts';
import { unzipSurvey } from './unzip-survey.ts';

/** Where the surveys are kept. The bucket's name is shared with the whole world: its owner is checked on each call. */
export interface SurveyBucket {
  readonly name: string;
  /** 12 digits. */
  readonly owner: string;
}

/** A stored document; `etag` is what a conditional write names. Without `survey` it is of another schema. */
export interface StoredSurvey {
  readonly survey: Survey | undefined;
  readonly etag: string;
}

export const surveyKey = (cluster: string): string => `${cluster}.json`;

/**
 * The stored survey of a cluster, or undefined if there is none. Needs s3:ListBucket beside s3:GetObject: without it S3
 * answers 403 for a document that is not there.
 */
export function readSurvey(client: S3Client, bucket: SurveyBucket) {
  const stored = readStoredSurvey(client, bucket);
  return async (cluster: string): Promise<Survey | undefined> => (await stored(cluster))?.survey;
}

/** The same with what a conditional write needs. */
export function readStoredSurvey(client: S3Client, bucket: SurveyBucket) {
  return async (cluster: string): Promise<StoredSurvey | undefined> => {
    const answer = await client
      .send(
        new GetObjectCommand({
          Bucket: bucket.name,
          Key: surveyKey(cluster),
          ExpectedBucketOwner: bucket.owner,
        }),
      )
      .catch((error: unknown) => {
        if (error instanceof NoSuchKey || (error as Error).name === 'NoSuchKey') return undefined;
        throw error;
      });
    if (answer === undefined) return undefined;
    const bytes = await answer.Body?.transformToByteArray();
    if (bytes === undefined || answer.ETag === undefined) {
      throw new SignpostError(`S3 answered ${surveyKey(cluster)} without a body or an ETag: expected both.`);
    }
    return { survey: unzipSurvey(bytes), etag: answer.ETag };
  };
}

import { gzipSync } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { incompleteSurvey } from '../../shared/surveys/incomplete-survey.ts';
import { readStoredSurvey, readSurvey } from '../../shared/surveys/read-survey.ts';
import { writeSurvey } from '../../shared/surveys/write-survey.ts';
import { oneBucket } from './one-bucket.ts';
import { contractOf } from './registry.ts';
import { s3Rows } from './rows/s3.ts';

const contract = contractOf(s3Rows);
const owner = '111111111111';
const s3 = await oneBucket(owner);
const client = new S3Client({
  endpoint: s3.url,
  region: 'us-east-1',
  forcePathStyle: true,
  maxAttempts: 1,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});
const bucket = { name: 'surveys', owner };
const read = readStoredSurvey(client, bucket);
const write = writeSurvey(client, bucket);
const survey = { ...incompleteSurvey('demo', 7, 'x'), complete: true };
const younger = { ...survey, startedAt: 8 };

beforeEach(() => s3.objects.clear());
afterAll(async () => {
  client.destroy();
  await s3.close();
});

it('a survey is read as it was written, in the document of its cluster', async () => {
  expect(await write(survey, undefined)).toBe('written');
  expect([...s3.objects.keys()]).toEqual(['/surveys/demo.json']);
  expect(await read('demo')).toEqual({ survey, etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) });
  expect(await readSurvey(client, bucket)('demo')).toEqual(survey);
});

contract('s3.get.missing', async () => {
  expect(await read('demo')).toBeUndefined();
});

contract('s3.get.missing', 'every other refusal is an error, not a missing survey', async () => {
  for (const [status, code] of [
    [403, 'AccessDenied'],
    [404, 'NoSuchBucket'],
    [503, 'SlowDown'],
  ] as const) {
    s3.refuse(status, code);
    await expect(read('demo')).rejects.toThrow(code);
  }
});

contract('s3.put.if-none-match', async () => {
  await write(survey, undefined);
  expect(await write(younger, undefined)).toBe('lost');
  expect((await read('demo'))?.survey).toEqual(survey);
});

contract('s3.put.if-match', async () => {
  expect(await write(younger, '"none"')).toBe('lost');
  await write(survey, undefined);
  expect(await write(younger, '"other"')).toBe('lost');
  expect(await write(younger, (await read('demo'))?.etag)).toBe('written');
  expect((await read('demo'))?.survey).toEqual(younger);
});

contract('s3.put.conflict', async () => {
  s3.refuse(409, 'ConditionalRequestConflict');
  expect(await write(survey, undefined)).toBe('lost');
});

contract('s3.bucket-owner', async () => {
  await write(survey, undefined);
  const mistaken = { ...bucket, owner: '222222222222' };
  await expect(readSurvey(client, mistaken)('demo')).rejects.toThrow('AccessDenied');
  await expect(writeSurvey(client, mistaken)(survey, undefined)).rejects.toThrow('AccessDenied');
});

it.each([{}, { ...survey, entrances: null }, { ...survey, startedAt: 'x' }, null])(
  'what is no survey is an error: %j',
  async (json) => {
    await write(survey, undefined);
    s3.objects.set('/surveys/demo.json', { body: gzipSync(JSON.stringify(json)), headers: {} });
    await expect(read('demo')).rejects.toThrow();
  },
);

it('a survey of another schema has an etag and says nothing', async () => {
  s3.objects.set('/surveys/demo.json', { body: gzipSync('{"schema":1}'), headers: {} });
  const stored = await read('demo');
  expect(stored?.survey).toBeUndefined();
  expect(await write(survey, stored?.etag)).toBe('written');
});

contract.complete();

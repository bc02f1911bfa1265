import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveyCluster } from '../../functions/cluster/cluster.ts';
import { clusterPorts } from '../../functions/cluster/dependencies.ts';
import { type Credentials, signToken } from '../../functions/cluster/sign-token.ts';
import { unpackSurvey } from '../../shared/surveys/pack-survey.ts';
import { type ClusterApi, startClusterApi } from '../sandbox/cluster-api/start.ts';
import { refuseToken } from '../sandbox/cluster-api/token.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const TEST: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const ROLE: Credentials = { accessKeyId: '000000000000', secretAccessKey: 'test', sessionToken: 'a+b/c==' };
const secretOf = (key: string) => (key === 'ASIAUNKNOWN' ? undefined : 'test');

const sign = (credentials = TEST, cluster = 'demo', region = 'us-east-1') =>
  signToken(credentials, region, cluster, NOW);
const urlOf = (token: string) =>
  new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
const tokenOf = (url: string) => `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;

describe('the token, as EKS reads it', () => {
  it('is a presigned GetCallerIdentity with exactly the query keys that the authenticator lets pass', async () => {
    const token = await sign(ROLE, 'demo', 'eu-west-1');
    expect(token).toMatch(/^k8s-aws-v1\.[A-Za-z0-9_-]+$/);
    const url = urlOf(token);
    expect(url.origin + url.pathname).toBe('https://sts.eu-west-1.amazonaws.com/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': '000000000000/20260301/eu-west-1/sts/aws4_request',
      'X-Amz-Date': '20260301T120000Z',
      'X-Amz-Expires': '60',
      'X-Amz-Security-Token': 'a+b/c==',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    });
  });

  it.each([
    ['of test credentials', TEST],
    ['of a role session', ROLE],
  ])('is accepted %s: the signature is what the specification says', async (_, credentials) => {
    expect(refuseToken(await sign(credentials), 'demo', NOW, secretOf)).toBeUndefined();
  });

  it('is accepted for 15 minutes', async () => {
    const token = await sign();
    expect(refuseToken(token, 'demo', NOW + 15 * MINUTE, secretOf)).toBeUndefined();
    expect(refuseToken(token, 'demo', NOW + 15 * MINUTE + 1000, secretOf)).toMatch(/expired/);
  });

  it('of a role whose secret nobody here knows is checked by its form only', async () => {
    const token = await sign({ accessKeyId: 'ASIAUNKNOWN', secretAccessKey: 'x' });
    expect(refuseToken(token, 'demo', NOW, secretOf)).toBeUndefined();
  });

  it.each<[string, RegExp, (token: string) => string]>([
    ['no prefix', /prefix/, (token) => token.slice(4)],
    ['padding', /base64url/, (token) => `${token}=`],
    ['no URL', /no URL/, () => tokenOf('hello')],
    ['another host', /host/, (token) => tokenOf(urlOf(token).href.replace('sts.', 'evil.'))],
    ['http', /URL/, (token) => tokenOf(urlOf(token).href.replace('https', 'http'))],
    ['another path', /URL/, (token) => tokenOf(urlOf(token).href.replace('/?', '/x?'))],
    [
      'another action',
      /GetCallerIdentity/,
      (token) => tokenOf(urlOf(token).href.replace('GetCaller', 'Get')),
    ],
    ['an unknown key', /parameter foo/, (token) => tokenOf(`${urlOf(token).href}&foo=1`)],
    [
      'a doubled key',
      /parameter action/,
      (token) => tokenOf(`${urlOf(token).href}&Action=GetCallerIdentity`),
    ],
    ['a long life', /Expires/, (token) => tokenOf(urlOf(token).href.replace('Expires=60', 'Expires=901'))],
    ['no date', /Date/, (token) => tokenOf(urlOf(token).href.replace(/X-Amz-Date=\w+/, 'X-Amz-Date='))],
    [
      'the cluster header not signed',
      /x-k8s-aws-id/,
      (token) => tokenOf(urlOf(token).href.replace('host%3Bx-k8s-aws-id', 'host')),
    ],
    [
      'another signature',
      /SignatureDoesNotMatch/,
      (token) => tokenOf(urlOf(token).href.replace(/Signature=.{4}/, 'Signature=0000')),
    ],
    ['more than 4096 bytes', /long/, (token) => token + 'A'.repeat(4096)],
  ])('is refused with %s', async (_, reason, spoil) => {
    expect(refuseToken(spoil(await sign()), 'demo', NOW, secretOf)).toMatch(reason);
  });

  it('is refused by another cluster, and with another secret', async () => {
    expect(refuseToken(await sign(), 'second', NOW, secretOf)).toMatch(/SignatureDoesNotMatch/);
    const forged = await sign({ ...TEST, secretAccessKey: 'guess' });
    expect(refuseToken(forged, 'demo', NOW, secretOf)).toMatch(/SignatureDoesNotMatch/);
  });
});

describe('the cluster function at an API server that refuses its token', () => {
  let folder: string;
  let api: ClusterApi;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cluster-'));
    api = await startClusterApi({ name: 'demo', folder });
  });

  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['signed for this cluster, now', 'demo', TEST, 0, undefined],
    ['signed 16 minutes ago', 'demo', TEST, 16 * MINUTE, /401 .*expired/],
    ['signed for another cluster', 'second', TEST, 0, /401 .*SignatureDoesNotMatch.*access entry/],
    ['signed by nobody known', 'demo', { ...TEST, secretAccessKey: 'x' }, 0, /401 .*SignatureDoesNotMatch/],
  ])('%s', async (_, name, credentials, ago, problem) => {
    const limits = { request: 5_000, survey: 5_000 };
    const ports = clusterPorts(
      credentials,
      limits,
      () => {},
      () => Date.now() - ago,
    );
    const request = { ...api, name, region: 'us-east-1' };
    const survey = unpackSurvey(await surveyCluster(request, ports));
    expect(survey.complete).toBe(problem === undefined);
    if (problem !== undefined) expect(survey.problem).toMatch(problem);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { surveyCluster } from '../../functions/cluster/cluster.ts';
import { clusterPorts, presigner } from '../../functions/cluster/dependencies.ts';
import { type Credentials, signToken } from '../../functions/cluster/sign-token.ts';
import { unpackSurvey } from '../../shared/surveys/pack-survey.ts';
import { startClusterApi } from '../sandbox/cluster-api/start.ts';
import { refuseToken } from '../sandbox/cluster-api/token.ts';
import { contractOf } from './registry.ts';
import { eksTokenRows } from './rows/eks-token.ts';

const contract = contractOf(eksTokenRows);
const NOW = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const TEST: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const ROLE: Credentials = { accessKeyId: '000000000000', secretAccessKey: 'test', sessionToken: 'a+b/c==' };
const secretOf = (key: string) => (key === 'ASIAUNKNOWN' ? undefined : 'test');

const folder = await mkdtemp(join(tmpdir(), 'cluster-'));
const api = await startClusterApi({ name: 'demo', folder });
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const sign = (credentials = TEST, cluster = 'demo', region = 'us-east-1') =>
  signToken(presigner(credentials), region, cluster, NOW);
const urlOf = (token: string) =>
  new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
const tokenOf = (url: string) => `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
const refused = (token: string, cluster = 'demo', now = NOW) => refuseToken(token, cluster, now, secretOf);
/** The URL of a token with a part replaced. */
const edited = (from: string | RegExp, to: string) => (token: string) =>
  tokenOf(urlOf(token).href.replace(from, to));

/** What the cluster function makes of the API server's answer to a token signed `ago` milliseconds ago. */
async function surveyWith(credentials: Credentials, name: string, ago: number) {
  const limits = { request: 5_000, survey: 5_000 };
  const ports = clusterPorts(
    credentials,
    limits,
    () => {},
    () => Date.now() - ago,
  );
  return unpackSurvey(
    await surveyCluster({ ...api, name, region: 'us-east-1', tagPrefix: 'signpost' }, ports),
  );
}

contract('eks.token.form', async () => {
  expect(await sign()).toMatch(/^k8s-aws-v1\.[A-Za-z0-9_-]{1,4085}$/);
});

for (const [what, reason, spoil] of [
  ['no prefix', /prefix/, (token) => token.slice(4)],
  ['padding', /base64url/, (token) => `${token}=`],
  ['no URL', /no URL/, () => tokenOf('hello')],
  ['more than 4096 bytes', /long/, (token) => token + 'A'.repeat(4096)],
] as const satisfies [string, RegExp, (token: string) => string][]) {
  contract('eks.token.form', `refused with ${what}`, async () => {
    expect(refused(spoil(await sign()))).toMatch(reason);
  });
}

contract('eks.token.query', async () => {
  const url = urlOf(await sign(ROLE, 'demo', 'eu-west-1'));
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

for (const [what, reason, spoil] of [
  ['another host', /host/, edited('sts.', 'evil.')],
  ['http', /URL/, edited('https', 'http')],
  ['another path', /URL/, edited('/?', '/x?')],
  ['another action', /GetCallerIdentity/, edited('GetCaller', 'Get')],
  ['an unknown key', /parameter foo/, edited(/$/, '&foo=1')],
  ['a doubled key', /parameter action/, edited(/$/, '&Action=GetCallerIdentity')],
  ['a long life', /Expires/, edited('Expires=60', 'Expires=901')],
  ['no date', /Date/, edited(/X-Amz-Date=\w+/, 'X-Amz-Date=')],
] as const) {
  contract('eks.token.query', `refused with ${what}`, async () => {
    expect(refused(spoil(await sign()))).toMatch(reason);
  });
}

contract('eks.token.cluster', async () => {
  expect(refused(await sign())).toBeUndefined();
  expect(refused(await sign(), 'second')).toMatch(/SignatureDoesNotMatch/);
  expect(refused(edited('host%3Bx-k8s-aws-id', 'host')(await sign()))).toMatch(/x-k8s-aws-id/);
});

contract('eks.token.cluster', 'an API server refuses the token of another', async () => {
  expect(await surveyWith(TEST, 'demo', 0)).toMatchObject({ complete: true });
  const other = await surveyWith(TEST, 'second', 0);
  expect(other).toMatchObject({ complete: false });
  expect(other.problem).toMatch(/401 .*SignatureDoesNotMatch.*access entry/);
});

contract('eks.token.life', async () => {
  const token = await sign();
  expect(refused(token, 'demo', NOW + 15 * MINUTE)).toBeUndefined();
  expect(refused(token, 'demo', NOW + 15 * MINUTE + 1000)).toMatch(/expired/);
});

contract('eks.token.life', 'an API server refuses an old token', async () => {
  const survey = await surveyWith(TEST, 'demo', 16 * MINUTE);
  expect(survey).toMatchObject({ complete: false });
  expect(survey.problem).toMatch(/401 .*expired/);
});

contract('eks.token.offline', 'with long-lived and with session credentials', async () => {
  for (const credentials of [TEST, ROLE]) expect(refused(await sign(credentials))).toBeUndefined();
});

contract('eks.token.offline', 'with another secret or signature it is refused', async () => {
  expect(refused(await sign({ ...TEST, secretAccessKey: 'guess' }))).toMatch(/SignatureDoesNotMatch/);
  expect(refused(edited(/Signature=.{4}/, 'Signature=0000')(await sign()))).toMatch(/SignatureDoesNotMatch/);
  expect((await surveyWith({ ...TEST, secretAccessKey: 'x' }, 'demo', 0)).problem).toMatch(/401/);
});

contract('eks.token.offline', 'where the secret is not known here, only the form is checked', async () => {
  expect(refused(await sign({ accessKeyId: 'ASIAUNKNOWN', secretAccessKey: 'x' }))).toBeUndefined();
});

contract.complete();

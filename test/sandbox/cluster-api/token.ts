import { createHash, createHmac } from 'node:crypto';
import type { SignedRequest } from '../front/identify.ts';

const PREFIX = 'k8s-aws-v1.';
const LIFE = 15 * 60_000;
/** Exactly these query keys pass the authenticator, each once. */
const KEYS = new Set([
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/** The secret of an access key, or undefined if it is not known here. */
export type SecretOf = (accessKeyId: string) => string | undefined;

/**
 * Why EKS would refuse this bearer token for `cluster`, or undefined if it would not (aws-iam-authenticator, Verify).
 * The token does not carry the cluster's name, only a signature over it, which STS checks with the name put in by the
 * cluster: so another cluster's token is known by its signature alone, and only where `secretOf` knows the secret.
 */
export function refuseToken(
  token: string,
  cluster: string,
  now: number,
  secretOf: SecretOf,
): string | undefined {
  if (!token.startsWith(PREFIX)) return `token is missing the prefix ${PREFIX}`;
  if (token.length > 4096) return 'token is too long';
  const encoded = token.slice(PREFIX.length);
  if (!/^[A-Za-z0-9_-]+$/.test(encoded)) return 'token is not base64url without padding';
  const decoded = Buffer.from(encoded, 'base64url').toString();
  if (!URL.canParse(decoded)) return 'token holds no URL';
  const url = new URL(decoded);
  if (url.protocol !== 'https:' || url.pathname !== '/') return `unexpected URL ${url.origin}${url.pathname}`;
  if (!/^sts(\.[a-z0-9-]+)?\.amazonaws\.com$/.test(url.host)) return `unexpected host ${url.host}`;
  const keys = [...url.searchParams.keys()].map((key) => key.toLowerCase());
  const odd = keys.find((key, index) => !KEYS.has(key) || keys.indexOf(key) !== index);
  if (odd !== undefined) return `unexpected or doubled query parameter ${odd}`;
  const query = new Map([...url.searchParams].map(([key, value]) => [key.toLowerCase(), value]));
  if (query.get('action') !== 'GetCallerIdentity') return 'the URL is not for GetCallerIdentity';
  if (!query.get('x-amz-signedheaders')?.split(';').includes('x-k8s-aws-id')) {
    return 'x-k8s-aws-id is not among the signed headers';
  }
  const expires = Number(query.get('x-amz-expires'));
  if (!(expires >= 0 && expires <= 900)) return 'X-Amz-Expires is not within 0 to 900';
  const signedAt = parseDate(query.get('x-amz-date') ?? '');
  if (signedAt === undefined) return 'X-Amz-Date is malformed';
  if (now - signedAt > LIFE) return 'token is expired';
  const secret = secretOf((query.get('x-amz-credential') ?? '').split('/')[0] ?? '');
  if (secret === undefined) return undefined;
  return query.get('x-amz-signature') === signature(url, cluster, secret)
    ? undefined
    : 'SignatureDoesNotMatch: signed with another secret or for another cluster';
}

/** The request that a well-formed token stands for, as STS gets it: `cluster` puts its own name in. */
export function signedRequestOf(token: string, cluster: string): SignedRequest {
  const { host, pathname, search } = urlOf(token);
  return {
    method: 'GET',
    path: pathname,
    query: search.slice(1),
    headers: [
      ['host', host],
      ['x-k8s-aws-id', cluster],
    ],
    body: Buffer.alloc(0),
  };
}

function urlOf(token: string): URL {
  return new URL(Buffer.from(token.slice(PREFIX.length), 'base64url').toString());
}

function parseDate(value: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value);
  if (parts === null) return undefined;
  return Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`);
}

/** AWS Signature Version 4 of the presigned URL, from the specification: no code shared with what signs the token. */
function signature(url: URL, cluster: string, secret: string): string {
  const query = [...url.searchParams]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = `host:${url.host}\nx-k8s-aws-id:${cluster}\n`;
  const signed = url.searchParams.get('X-Amz-SignedHeaders') ?? '';
  const request = `GET\n/\n${query}\n${headers}\n${signed}\n${sha256('')}`;
  const [, ...scope] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
  const date = url.searchParams.get('X-Amz-Date') ?? '';
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope.join('/')}\n${sha256(request)}`;
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

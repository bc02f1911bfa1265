import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../world/caller.ts';
import { ACCOUNT, REGION } from '../isolated-environment.ts';

/** What a signed request says of itself: the credential scope of Signature Version 4. */
export interface Scope {
  readonly accessKey: string;
  readonly region: string;
  readonly service: string;
}

const CREDENTIAL = /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/;
const PRESIGNED = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

/** From the Authorization header or a presigned query; undefined for a request that nobody signed. */
export function scopeOf(request: IncomingMessage, query: URLSearchParams): Scope | undefined {
  const match =
    CREDENTIAL.exec(request.headers.authorization ?? '') ??
    PRESIGNED.exec(query.get('X-Amz-Credential') ?? '');
  if (match === null) return undefined;
  const [, accessKey = '', region = '', service = ''] = match;
  return { accessKey, region, service };
}

/**
 * Who calls: a 12-digit access key is that account; whose key any other is (of an assumed role, say), MiniStack's STS
 * knows. Asked once per key.
 */
export function callers(ministack: () => string): (scope: Scope | undefined) => Promise<Caller> {
  const accounts = new Map<string, Promise<string>>();
  return async (scope) => {
    if (scope === undefined) return { account: ACCOUNT, region: REGION };
    const { accessKey, region } = scope;
    if (/^\d{12}$/.test(accessKey)) return { account: accessKey, region };
    const known = accounts.get(accessKey) ?? askAccount(ministack(), accessKey);
    accounts.set(accessKey, known);
    return { account: await known, region };
  };
}

async function askAccount(ministack: string, accessKey: string): Promise<string> {
  const response = await fetch(ministack, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/${REGION}/sts/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  const account = /<Account>(\d{12})<\/Account>/.exec(await response.text())?.[1];
  return account ?? ACCOUNT;
}

import type { IncomingMessage } from 'node:http';

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

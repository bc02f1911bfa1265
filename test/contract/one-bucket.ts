import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface OneBucket {
  readonly url: string;
  /** Bodies by path, as they are stored. */
  readonly objects: Map<string, { readonly body: Buffer; readonly headers: IncomingMessage['headers'] }>;
  /** Answers the next request with this refusal. */
  refuse(status: number, code: string): void;
  close(): Promise<void>;
}

/** As much of S3 as a survey needs, with its refusals: get, conditional put, the owner's check. */
export async function oneBucket(owner: string): Promise<OneBucket> {
  const objects: OneBucket['objects'] = new Map();
  let refusal: { status: number; code: string } | undefined;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const refused = refusal ?? refusalOf(request, objects.get(path)?.body, owner);
    refusal = undefined;
    if (refused !== undefined) return refuse(response, refused.status, refused.code);
    if (request.method === 'PUT') objects.set(path, { body, headers: request.headers });
    const stored = objects.get(path);
    response.writeHead(200, { etag: etagOf(stored?.body) ?? '', 'content-encoding': 'gzip' });
    response.end(request.method === 'GET' ? stored?.body : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    refuse: (status, code) => {
      refusal = { status, code };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusalOf({ method, headers }: IncomingMessage, stored: Buffer | undefined, owner: string) {
  if (headers['x-amz-expected-bucket-owner'] !== owner) return { status: 403, code: 'AccessDenied' };
  const match = headers['if-match'];
  if (stored === undefined && (method === 'GET' || match !== undefined)) {
    return { status: 404, code: 'NoSuchKey' };
  }
  const fails =
    (match !== undefined && match !== etagOf(stored)) ||
    (headers['if-none-match'] === '*' && stored !== undefined);
  return fails ? { status: 412, code: 'PreconditionFailed' } : undefined;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  );
}

function etagOf(body: Buffer | undefined): string | undefined {
  return body && `"${createHash('md5').update(body).digest('hex')}"`;
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createFaults } from '../sandbox/faults/faults.ts';
import { startFront } from '../sandbox/front/front.ts';
import type { Caller } from '../world/caller.ts';
import type { HttpRequest, HttpService } from '../world/http/exchange.ts';

export interface Served {
  /** `http://127.0.0.1:PORT`, as an SDK client's `endpoint` wants it. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves one service of the world behind the sandbox's front, so that the real SDK clients can call it: those that the
 * front keeps itself are answered by it, the others lie where MiniStack would.
 */
export async function serve(service: HttpService): Promise<Served> {
  const behind = await serveAlone(service);
  const front = await startFront({
    services: { elasticloadbalancing: service, route53: service, eks: service, tagging: service },
    operations: {},
    control: async () => undefined,
    // An account's own key, to which nothing is refused.
    identify: async ({ headers }) => {
      const [, authorization = ''] = headers.find(([name]) => name.toLowerCase() === 'authorization') ?? [];
      return { account: callerOf(authorization).account, arn: '', root: true, policies: [] };
    },
    ministackPort: () => Number(new URL(behind.url).port),
    now: Date.now,
    faults: createFaults(),
    trouble: (error) => {
      throw error;
    },
  });
  return {
    url: front.url,
    close: async () => {
      await front.close();
      await behind.close();
    },
  };
}

async function serveAlone(service: HttpService): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    receive(incoming)
      .then(service)
      .then(
        ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
        (error: unknown) => outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<HttpRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://loopback');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    ...callerOf(headers['authorization'] ?? ''),
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers,
    body: await text(incoming),
  };
}

/** Account and Region as the signature's credential scope tells them: `Credential=KEY/DATE/REGION/SERVICE/...`. */
function callerOf(authorization: string): Caller {
  const [, key = '', region = ''] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(authorization) ?? [];
  return { account: /^\d{12}$/.test(key) ? key : '000000000000', region: region || 'us-east-1' };
}

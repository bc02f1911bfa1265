import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Operations } from '../../world/caller.ts';
import type { HttpRequest, HttpResponse, HttpService } from '../../world/http/exchange.ts';
import { callers, scopeOf } from './caller-of.ts';
import type { RecordedCall } from './calls.ts';
import { answerJson } from './json-protocol.ts';
import { passThrough } from './pass-through.ts';
import { type Service, serviceOf } from './service-of.ts';

/** Answers requests to `/_sandbox/...`, which are about the sandbox and no part of AWS. */
export type Control = (method: string, path: string, query: URLSearchParams) => Promise<unknown>;

export interface FrontOptions {
  /** Services that the front keeps itself. */
  readonly services: Readonly<Partial<Record<Service, HttpService>>>;
  /** Single operations of services that otherwise go to MiniStack, in the JSON protocol. */
  readonly operations: Readonly<Partial<Record<Service, Operations>>>;
  readonly control: Control;
  /** Where MiniStack is, once it is there. */
  readonly ministackPort: () => number;
  readonly trouble: (error: unknown) => void;
}

export interface Front {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  close(): Promise<void>;
}

/** The one endpoint for every AWS service, on a free port of 127.0.0.1. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const onward = passThrough();
  const callerOf = callers(() => `http://127.0.0.1:${options.ministackPort()}/`);
  const calls: RecordedCall[] = [];

  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://front');
    if (url.pathname.startsWith('/_sandbox/')) {
      const answer = await options.control(incoming.method ?? 'GET', url.pathname, url.searchParams);
      const status = answer === undefined ? 404 : 200;
      return write(outgoing, {
        status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(answer ?? {}),
      });
    }
    const scope = scopeOf(incoming, url.searchParams);
    const target = String(incoming.headers['x-amz-target'] ?? '');
    const service = serviceOf(scope, target, url.pathname);
    const operations = service && options.operations[service];
    const operation = target.split('.').at(-1) ?? '';
    if (operations !== undefined && Object.hasOwn(operations, operation)) {
      const body = (await buffer(incoming)).toString('utf8');
      return write(outgoing, await answerJson(operations, operation, body, await callerOf(scope)));
    }
    const played = service && options.services[service];
    if (service === undefined || played === undefined) {
      return onward.send(incoming, outgoing, options.ministackPort());
    }
    const request: HttpRequest = {
      ...(await callerOf(scope)),
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: singleHeaders(incoming),
      body: (await buffer(incoming)).toString('utf8'),
    };
    const answer = await played(request);
    calls.push(record(service, request, answer));
    write(outgoing, answer);
  };

  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch((error: unknown) => {
      options.trouble(error);
      if (outgoing.headersSent) outgoing.destroy();
      else write(outgoing, { status: 500, headers: { 'content-type': 'text/plain' }, body: String(error) });
    });
  });
  // Sent once means sent once: no idle connection of a function is closed under its next request.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        onward.close();
      }),
  };
}

function write(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, 'content-length': String(bytes.length) }).end(bytes);
}

function singleHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
  );
}

function record(service: Service, request: HttpRequest, answer: HttpResponse): RecordedCall {
  return {
    at: Date.now(),
    service,
    account: request.account,
    region: request.region,
    method: request.method,
    path: request.path,
    userAgent: request.headers['user-agent'] ?? '',
    body: request.body,
    status: answer.status,
    requestId: answer.headers['x-amzn-requestid'] ?? answer.headers['x-amz-request-id'] ?? '',
  };
}

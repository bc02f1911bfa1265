import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { AwsError } from '../../world/aws-error.ts';
import type { Operations } from '../../world/caller.ts';
import type { HttpRequest, HttpResponse, HttpService } from '../../world/http/exchange.ts';
import { DIE } from '../faults/die.ts';
import type { FaultKind, Faults } from '../faults/faults.ts';
import { REGION } from '../isolated-environment.ts';
import { authorize } from './authorize.ts';
import type { RecordedCall } from './calls.ts';
import type { Identify, SignedRequest } from './identify.ts';
import { jsonService, operationOf } from './json-protocol.ts';
import { passThrough } from './pass-through.ts';
import { scopeOf } from './scope-of.ts';
import { type Service, serviceOf } from './service-of.ts';

/** Answers requests to `/_sandbox/...`, which are about the sandbox and no part of AWS. */
export type Control = (method: string, path: string, query: URLSearchParams) => Promise<unknown>;

export interface FrontOptions {
  /** Services that the front keeps itself. */
  readonly services: Readonly<Partial<Record<Service, HttpService>>>;
  /** Single operations of services that otherwise go to MiniStack, in the JSON protocol. */
  readonly operations: Readonly<Partial<Record<Service, Operations>>>;
  readonly control: Control;
  /** Who signed what the front answers itself; MiniStack asks itself for what passes through to it. */
  readonly identify: Identify;
  /** Where MiniStack is, once it is there. */
  readonly ministackPort: () => number;
  /** Epoch ms. */
  readonly now: () => number;
  readonly faults: Pick<Faults, 'ofCall'>;
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
  const calls: RecordedCall[] = [];

  const playing = (service: Service | undefined, target: string): HttpService | undefined => {
    if (service === undefined) return undefined;
    const operations = options.operations[service];
    if (operations !== undefined && Object.hasOwn(operations, operationOf(target))) {
      return jsonService(service, operations);
    }
    return options.services[service];
  };

  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://front');
    if (url.pathname.startsWith('/_sandbox/')) {
      return write(outgoing, await controlled(options.control, incoming.method ?? 'GET', url));
    }
    const scope = scopeOf(incoming, url.searchParams);
    const target = String(incoming.headers['x-amz-target'] ?? '');
    const service = serviceOf(scope, target, url.pathname);
    const played = playing(service, target);
    if (service === undefined || played === undefined) {
      return onward.send(incoming, outgoing, options.ministackPort());
    }
    const body = await buffer(incoming);
    const identity = await options.identify(asSigned(incoming, body)).catch(refusal);
    const request: HttpRequest = {
      account: identity instanceof AwsError ? '' : identity.account,
      region: scope?.region ?? REGION,
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: singleHeaders(incoming),
      body: body.toString('utf8'),
      // In here, so that each service answers a refusal in its own protocol.
      authorize: (asked) => {
        if (identity instanceof AwsError) throw identity;
        authorize(service, identity, asked);
      },
    };
    const byRole = !(identity instanceof AwsError || identity.root);
    const fault = options.faults.ofCall(service, request.method, byRole);
    const isDone = fault === undefined || fault.endsWith('after');
    const answer = isDone ? await played(request) : UNAVAILABLE;
    calls.push(record(service, request, answer, options.now(), fault));
    if (fault?.startsWith('lost')) outgoing.destroy();
    else
      write(outgoing, fault?.startsWith('killed') ? { ...UNAVAILABLE, headers: { [DIE]: fault } } : answer);
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

async function controlled(control: Control, method: string, url: URL): Promise<HttpResponse> {
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await control(method, url.pathname, url.searchParams);
    return { status: answer === undefined ? 404 : 200, headers, body: JSON.stringify(answer ?? {}) };
  } catch (error) {
    // Whoever asks is to read why, and to stop.
    const message = error instanceof Error ? error.message : String(error);
    return { status: 400, headers, body: JSON.stringify({ message }) };
  }
}

/** As Route 53's control plane says it. */
const UNAVAILABLE: HttpResponse = {
  status: 503,
  headers: { 'content-type': 'text/xml' },
  body:
    '<?xml version="1.0"?>\n<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error><Type>Receiver</Type>' +
    '<Code>ServiceUnavailable</Code><Message>Service Unavailable</Message></Error></ErrorResponse>',
};

function write(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, 'content-length': String(bytes.length) }).end(bytes);
}

function asSigned({ method = 'GET', url = '/', rawHeaders }: IncomingMessage, body: Buffer): SignedRequest {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const headers = Array.from({ length: rawHeaders.length / 2 }, (_, index) => {
    const [name = '', value = ''] = rawHeaders.slice(2 * index);
    return [name, value] as const;
  });
  return { method, path, query, headers, body };
}

/** What AWS answers, if that is why somebody is not known. */
function refusal(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  throw error;
}

function singleHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
  );
}

function record(
  service: Service,
  request: HttpRequest,
  answer: HttpResponse,
  at: number,
  fault: FaultKind | undefined,
): RecordedCall {
  const [, error] = answer.status < 400 ? [] : (/<Code>(\w+)<\/Code>/.exec(String(answer.body)) ?? []);
  return {
    at,
    ...(fault !== undefined && { fault }),
    service,
    account: request.account,
    region: request.region,
    method: request.method,
    path: request.path,
    userAgent: request.headers['user-agent'] ?? '',
    body: request.body,
    status: answer.status,
    ...(error !== undefined && { error }),
    requestId: answer.headers['x-amzn-requestid'] ?? answer.headers['x-amz-request-id'] ?? '',
  };
}

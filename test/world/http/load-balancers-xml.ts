import { XMLBuilder } from 'fast-xml-parser';
import type { HttpResponse } from './exchange.ts';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

interface Answer {
  readonly action: string;
  readonly version: string;
  readonly requestId: string;
}

/** An answer of the AWS Query protocol; lists become `<member>` elements. */
export function resultXml({ action, version, requestId }: Answer, output: unknown): HttpResponse {
  return respond(200, requestId, {
    [`${action}Response`]: {
      '@xmlns': namespace(version),
      [`${action}Result`]: element(output) ?? '',
      ResponseMetadata: { RequestId: requestId },
    },
  });
}

export function errorXml(
  { version, requestId }: Pick<Answer, 'version' | 'requestId'>,
  { status, code, message }: { status: number; code: string; message: string },
): HttpResponse {
  return respond(status, requestId, {
    ErrorResponse: {
      '@xmlns': namespace(version),
      Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
      RequestId: requestId,
    },
  });
}

function respond(status: number, requestId: string, document: unknown): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: builder.build(document),
  };
}

function namespace(version: string): string {
  return `http://elasticloadbalancing.amazonaws.com/doc/${version}/`;
}

function element(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.length === 0 ? '' : { member: value.map(element) };
  if (typeof value !== 'object') return String(value);
  const members = Object.entries(value).map(([name, member]) => [name, element(member)]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

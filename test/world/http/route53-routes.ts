import type { HttpRequest } from './exchange.ts';
import { readBody } from './route53-xml.ts';

/** An operation with the input as SDK v3 shapes it. */
export interface RoutedCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Input = (path: readonly string[], request: HttpRequest) => Record<string, unknown>;

const routes: readonly [method: string, path: RegExp, operation: string, input: Input][] = [
  [
    'POST',
    /^hostedzone\/([^/]+)\/rrset$/,
    'ChangeResourceRecordSets',
    ([id], { body }) => ({ HostedZoneId: id, ...readBody(body) }),
  ],
  [
    'GET',
    /^hostedzone\/([^/]+)\/rrset$/,
    'ListResourceRecordSets',
    ([id], { query }) => ({
      HostedZoneId: id,
      ...named(query, {
        name: 'StartRecordName',
        type: 'StartRecordType',
        identifier: 'StartRecordIdentifier',
        maxitems: 'MaxItems',
      }),
    }),
  ],
  ['GET', /^change\/([^/]+)$/, 'GetChange', ([id]) => ({ Id: id })],
  ['POST', /^hostedzone$/, 'CreateHostedZone', (_, { body }) => readBody(body)],
  [
    'GET',
    /^hostedzone$/,
    'ListHostedZones',
    (_, { query }) => named(query, { marker: 'Marker', maxitems: 'MaxItems' }),
  ],
  ['GET', /^hostedzone\/([^/]+)$/, 'GetHostedZone', ([id]) => ({ Id: id })],
  ['DELETE', /^hostedzone\/([^/]+)$/, 'DeleteHostedZone', ([id]) => ({ Id: id })],
  [
    'GET',
    /^hostedzonesbyname$/,
    'ListHostedZonesByName',
    (_, { query }) =>
      named(query, { dnsname: 'DNSName', hostedzoneid: 'HostedZoneId', maxitems: 'MaxItems' }),
  ],
  [
    'GET',
    /^hostedzonesbyvpc$/,
    'ListHostedZonesByVPC',
    (_, { query }) =>
      named(query, { vpcid: 'VPCId', vpcregion: 'VPCRegion', maxitems: 'MaxItems', nexttoken: 'NextToken' }),
  ],
  ['GET', /^tags\/hostedzone\/([^/]+)$/, 'ListTagsForResource', ([id]) => ({ ResourceId: id })],
  [
    'POST',
    /^tags\/hostedzone\/([^/]+)$/,
    'ChangeTagsForResource',
    ([id], { body }) => ({ ResourceId: id, ...readBody(body) }),
  ],
  ['POST', /^tags\/hostedzone$/, 'ListTagsForResources', (_, { body }) => readBody(body)],
  ['POST', /^healthcheck$/, 'CreateHealthCheck', (_, { body }) => readBody(body)],
  [
    'GET',
    /^healthcheck$/,
    'ListHealthChecks',
    (_, { query }) => named(query, { marker: 'Marker', maxitems: 'MaxItems' }),
  ],
  ['GET', /^healthcheck\/([^/]+)$/, 'GetHealthCheck', ([id]) => ({ HealthCheckId: id })],
  ['DELETE', /^healthcheck\/([^/]+)$/, 'DeleteHealthCheck', ([id]) => ({ HealthCheckId: id })],
];

/** Finds the operation of a request by method and path; undefined if Route 53 has none there. */
export function routeOf(request: HttpRequest): RoutedCall | undefined {
  const path = request.path.replace(/^\/2013-04-01\//, '').replace(/\/$/, '');
  for (const [method, pattern, operation, input] of routes) {
    const match = pattern.exec(path);
    if (method !== request.method || match === null) continue;
    return { operation, input: input(match.slice(1).map(decodeURIComponent), request) };
  }
  return undefined;
}

function named(query: URLSearchParams, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    [...query].flatMap(([key, value]) =>
      names[key] === undefined || value === '' ? [] : [[names[key], value]],
    ),
  );
}

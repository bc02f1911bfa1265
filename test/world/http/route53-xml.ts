import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { AwsError } from '../aws-error.ts';

/** Lists and the element of their members; everything else that has children is a structure. */
const lists: Readonly<Record<string, string>> = {
  Changes: 'Change',
  ResourceRecords: 'ResourceRecord',
  ResourceRecordSets: 'ResourceRecordSet',
  HostedZones: 'HostedZone',
  HostedZoneSummaries: 'HostedZoneSummary',
  VPCs: 'VPC',
  NameServers: 'NameServer',
  Tags: 'Tag',
  AddTags: 'Tag',
  RemoveTagKeys: 'Key',
  ResourceIds: 'ResourceId',
  ResourceTagSets: 'ResourceTagSet',
  HealthChecks: 'HealthCheck',
  ChildHealthChecks: 'ChildHealthCheck',
  Regions: 'Region',
};
const numbers = new Set([
  'TTL',
  'Weight',
  'Bias',
  'Port',
  'RequestInterval',
  'FailureThreshold',
  'HealthThreshold',
]);
const booleans = new Set([
  'EvaluateTargetHealth',
  'MultiValueAnswer',
  'PrivateZone',
  'MeasureLatency',
  'Inverted',
  'Disabled',
  'EnableSNI',
]);

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  htmlEntities: true,
});
const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/** The members of the root element of a request, as SDK v3 shapes them. Throws InvalidInput. */
export function readBody(body: string): Record<string, unknown> {
  if (XMLValidator.validate(body) !== true)
    throw new AwsError('InvalidInput', 'Invalid XML ; the body is not well-formed');
  const [root] = Object.values(parser.parse(body) as Record<string, unknown>);
  return structure(root);
}

function structure(element: unknown): Record<string, unknown> {
  if (element === null || typeof element !== 'object') return {};
  return Object.fromEntries(
    Object.entries(element)
      .filter(([name]) => name !== '#text')
      .map(([name, content]) => [name, member(name, content)]),
  );
}

function member(name: string, content: unknown): unknown {
  const inner = lists[name];
  if (inner !== undefined) {
    const members = (content as Record<string, unknown>)[inner] ?? [];
    return (Array.isArray(members) ? members : [members]).map((each: unknown) => member(inner, each));
  }
  if (content !== null && typeof content === 'object') return structure(content);
  return scalar(name, String(content));
}

function scalar(name: string, text: string): unknown {
  if (numbers.has(name)) {
    if (!/^-?\d+$/.test(text))
      throw new AwsError(
        'InvalidInput',
        `Invalid XML ; cvc-datatype-valid.1.2.1: '${text}' is not a valid value for 'integer'.`,
      );
    return Number(text);
  }
  return booleans.has(name) ? text === 'true' : text;
}

export function resultBody(operation: string, output: unknown): string {
  return builder.build({
    [`${operation}Response`]: {
      '@xmlns': 'https://route53.amazonaws.com/doc/2013-04-01/',
      ...(content(output) as object),
    },
  });
}

export function errorBody({ name, message, status }: AwsError, requestId: string): string {
  return builder.build({
    ErrorResponse: {
      '@xmlns': 'https://route53.amazonaws.com/doc/2013-04-01/',
      Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: name, Message: message },
      RequestId: requestId,
    },
  });
}

function content(value: unknown, name = ''): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return { [lists[name] ?? 'member']: value.map((each) => content(each)) };
  if (value === null || typeof value !== 'object') return String(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, content(each, key)]),
  );
}

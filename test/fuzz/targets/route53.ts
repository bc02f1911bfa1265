import type { ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import type { NameChanges } from '../../../shared/plan/changes.ts';
import { applyChanges } from '../../../shared/route53/apply-changes.ts';
import { culprits, wordsAbout } from '../../../shared/route53/culprits.ts';
import { listRecordSets } from '../../../shared/route53/list-record-sets.ts';
import { promise, target, type Verdict } from '../target.ts';

const ZONE = { id: 'Z1', name: 'example.com', private: false };
const HOSTS = ['a.example.com', '*.example.com', 'b.example.com'];
const BATCH: readonly NameChanges[] = HOSTS.map((host) => ({
  key: `Z1#${host}`,
  host,
  zoneId: 'Z1',
  creates: [
    {
      type: 'A',
      setId: '',
      alias: { dnsName: 'web.elb.amazonaws.com', hostedZoneId: 'Z35', evaluateTargetHealth: true },
      healthCheckId: '01234567-89ab-cdef-0123-456789abcdef',
    },
  ],
  deletes: [],
  isRetry: false,
}));

const PIECES = [
  "Tried to create resource record set [name='a.example.com.', type='A'] but it already exists",
  "Tried to delete resource record set [name='\\052.example.com.', type='A', set-identifier='x'] but it was not found",
  'RRSet with DNS name b.example.com., type A, SetIdentifier blue cannot be created',
  'Tried to create an alias that targets web.elb.amazonaws.com., type A in zone Z35, but that target was not found',
  'A health check with id 01234567-89ab-cdef-0123-456789abcdef does not exist',
  'InvalidChangeBatch',
  '',
  ', ',
  ', Tried ',
  "name='",
  "']",
  '[',
  ']',
  'a.example.com',
  'SetIdentifier ',
  "set-identifier='",
];
const messages = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(...PIECES).map((piece) => piece.repeat(300)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const ERRORS = [
  ...['InvalidChangeBatch', 'InvalidChangeBatch', 'InvalidInput', 'NoSuchHealthCheck', 'ValidationError'],
  ...[
    'Throttling',
    'PriorRequestNotComplete',
    'AccessDenied',
    'NoSuchHostedZone',
    'CredentialsProviderError',
  ],
  ...['TimeoutError', 'ECONNRESET', 'constructor', ''],
];
const failures = fc.record({
  name: fc.constantFrom(...ERRORS),
  message: messages,
  status: fc.constantFrom(undefined, 0, 200, 400, 403, 404, 429, 500, 503, Number.NaN),
  isError: fc.constantFrom(true, true, true, true, true, true, true, false),
  succeeds: fc.constantFrom(false, false, false, true),
});

/** What was sent came to one of five ends, and a refusal blames names of the batch only. */
export const refusals = target({
  name: 'refusals of Route 53',
  inputs: failures,
  take: async ({ name, message, status, isError, succeeds }): Promise<Verdict> => {
    const send = async () => {
      if (succeeds) return {};
      const error = Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
      throw isError ? error : message;
    };
    const answer = await applyChanges(() => ({ send }) as unknown as Route53Client)(ZONE, BATCH, message);
    promise((answer.kind === 'applied') === succeeds, `it is told as ${answer.kind}`);
    if (answer.kind === 'applied') return 'accepted';
    if (answer.kind !== 'refused') return { refused: answer.kind };
    const blamed = culprits(answer.message, BATCH);
    promise(
      blamed.every((each) => BATCH.includes(each)),
      'somebody else is blamed',
    );
    for (const { host } of blamed)
      promise(wordsAbout(host, answer.message).length <= 501, 'more words than a row keeps');
    return { refused: `refused, ${blamed.length} of ${BATCH.length} to blame` };
  },
});

const NAMES = [
  ...['a.example.com.', '\\052.example.com.', 'b\\055x\\141.example.com.', 'b.example.com.', 'B.EXAMPLE.com'],
  ...['\\000.example.com.', '\\777\\12\\999.example.com.', '\\\\052.example.com.', '.', '', 'example.com.'],
  ...['\\303\\251.example.com.', 'c.'.repeat(100), '\\'.repeat(50)],
];
const TYPES = ['A', 'A', 'A', 'AAAA', 'CNAME', 'TXT', 'MX', 'NS', 'HTTPS', 'TYPE65280', ''] as const;
const text = fc.oneof(
  fc.constantFrom(...NAMES, 'Web.elb.amazonaws.com.', '192.0.2.1'),
  fc.string({ unit: 'binary' }),
);
const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 255, 2 ** 31));

/** What the SDK makes of XML: texts, numbers and lists, each of them perhaps not there. */
const set = fc.record(
  {
    Name: fc.constantFrom(...NAMES),
    Type: fc.constantFrom(...TYPES),
    TTL: number,
    SetIdentifier: text,
    ResourceRecords: fc.array(fc.record({ Value: text }, { requiredKeys: [] }), { maxLength: 3 }),
    AliasTarget: fc.record(
      { DNSName: text, HostedZoneId: text, EvaluateTargetHealth: fc.boolean() },
      { requiredKeys: [] },
    ),
    Weight: number,
    Region: text,
    Failover: fc.constantFrom('PRIMARY', 'SECONDARY', 'THIRD'),
    GeoLocation: fc.record(
      { ContinentCode: text, CountryCode: text, SubdivisionCode: text },
      { requiredKeys: [] },
    ),
    GeoProximityLocation: fc.record(
      { AWSRegion: text, Bias: number, Coordinates: fc.object() },
      { requiredKeys: [] },
    ),
    MultiValueAnswer: fc.boolean(),
    HealthCheckId: text,
    CidrRoutingConfig: fc.object(),
  },
  { requiredKeys: ['Name', 'Type'] },
);
const page = fc.record(
  {
    ResourceRecordSets: fc.array(set as fc.Arbitrary<unknown> as fc.Arbitrary<ResourceRecordSet>, {
      maxLength: 6,
    }),
    IsTruncated: fc.constantFrom(false, false, false, true),
    NextRecordName: fc.constantFrom(...NAMES),
    NextRecordType: fc.constantFrom(...TYPES),
    NextRecordIdentifier: text,
  },
  { requiredKeys: ['IsTruncated'] },
);
const REQUESTS = 200;

const plain = (name: string) => name.replace('\\052', '*').replace(/\.$/, '').toLowerCase();

/** Every name that was asked for is answered, with all its sets of the first page that has it whole; or the read fails. */
export const listings = target({
  name: 'listings of Route 53',
  inputs: fc.array(page, { minLength: 1, maxLength: 3 }),
  take: async (pages): Promise<Verdict> => {
    let requests = 0;
    const send = async () => {
      const answer = pages[Math.min(requests, pages.length - 1)];
      requests += 1;
      promise(requests < REQUESTS, 'reading the zone has no end');
      return answer;
    };
    const list = listRecordSets(
      () => ({ send }) as unknown as Route53Client,
      () => 0,
      async () => undefined,
    );
    const found = await list(ZONE, HOSTS, async () => true);
    for (const host of HOSTS) promise(found.get(host) !== undefined, `${host} has no answer`);
    // The first page is about the first of them in Route 53's order, and tells all of it unless it goes on there.
    const [first] = pages;
    const [host] = [...found.keys()];
    const own = (first?.ResourceRecordSets ?? []).filter(
      ({ Name, Type }) => plain(Name ?? '') === host && isOurs(Type),
    );
    promise((found.get(host ?? '')?.sets.length ?? 0) >= own.length, `sets of ${host} were lost`);
    return 'accepted';
  },
});

const isOurs = (type: string | undefined) => ['A', 'AAAA', 'CNAME'].includes(type ?? '');

import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, expect, it, vi } from 'vitest';
import { dependencies } from '../../../functions/sync/dependencies.ts';
import { emptyLoadBalancerRow } from '../../../shared/ledger/load-balancer-row.ts';
import { emptyNameRow } from '../../../shared/ledger/rows.ts';
import { tellMissing } from '../../../shared/plan/tell-missing.ts';
import { serve } from '../../contract/serve.ts';
import { manualClock } from '../../world/clock.ts';
import { createDynamoDB } from '../../world/dynamodb/world.ts';
import { dynamodbService } from '../../world/http/dynamodb.ts';

const environment = {
  region: 'us-east-1',
  ledgerTable: 'ledger',
  hintQueueUrl: '',
  deadLetterQueueUrl: '',
  surveyQueueUrl: '',
  bucket: { name: 'surveys', owner: '000000000000' },
  settings: {
    name: 'test',
    policy: 'sync' as const,
    tagPrefix: 'signpost',
    zones: [],
    clusters: [],
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
    brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
    quota: { requests: { perSecond: 4, burst: 20 }, changes: { perSecond: 40, burst: 400 } },
  },
};
const zone = { id: 'ZPUBLIC', name: 'example.com', private: false };
const change = {
  key: 'ZPUBLIC#a.example.com' as const,
  host: 'a.example.com',
  deletes: [],
  creates: [{ type: 'CNAME' as const, setId: '', ttl: 60, values: ['b.example.com'] }],
};

afterEach(() => vi.unstubAllEnvs());

it.each([
  ['throttled', 400, 'Throttling'],
  ['unknown', 500, 'InternalError'],
])(
  'a change that Route 53 answers as %s is sent once: no client sends it again',
  async (kind, status, code) => {
    let calls = 0;
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
    const server = await serve(async () => {
      calls += 1;
      return { status, headers: { 'content-type': 'text/xml' }, body };
    });
    vi.stubEnv('AWS_ENDPOINT_URL', server.url);
    vi.stubEnv('AWS_ACCESS_KEY_ID', '000000000000');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const { ports } = dependencies(environment, new Logger());
    expect(await ports.applyChanges(zone, [change], 'test')).toMatchObject({ kind });
    expect(calls).toBe(1);
    await server.close();
  },
);

it('a page is asked for once with each permit: no client asks again', async () => {
  let calls = 0;
  const server = await serve(async () => {
    calls += 1;
    return { status: 503, headers: { 'content-type': 'text/xml' }, body: '' };
  });
  vi.stubEnv('AWS_ENDPOINT_URL', server.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', '000000000000');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const { ports } = dependencies(environment, new Logger());
  let permits = 2;
  const found = await ports.listRecordSets(zone, ['a.example.com'], async () => {
    permits -= 1;
    return permits >= 0;
  });
  expect([found.size, calls]).toEqual([0, 2]);
  await server.close();
});

it('rows are written whatever words of other people are keys in them', async () => {
  const world = createDynamoDB({ clock: manualClock().now });
  world.createTable({ name: 'ledger', ttlAttribute: 'expires' });
  const server = await serve(dynamodbService(world));
  vi.stubEnv('AWS_ENDPOINT_URL', server.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', '000000000000');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const { ports } = dependencies(environment, new Logger());
  const [id, key] = ['classic/us-east-1/web', 'ZPUBLIC#a.example.com'] as const;
  // SDK v3 tells the type of a value by its `constructor`: a hostname or a set identifier may be called so.
  const words = ['constructor', 'toString', 'name', 'length'];
  const refused = Object.fromEntries(words.map((word) => [word, 'no configured zone holds it']));
  const holders = Object.fromEntries(words.map((word) => [word, { lb: id, line: id }]));
  const result = await ports.writeRows([
    { kind: 'load-balancer', id, row: { ...emptyLoadBalancerRow(), ver: 'v', refused }, ifVersion: '' },
    { kind: 'name', key, row: { ...emptyNameRow(key), rev: 'r', holders }, ifVersion: '' },
  ]);
  expect(result).toBe('written');
  expect((await ports.readLoadBalancerRows([id])).get(id)?.refused).toEqual(refused);
  expect((await ports.readNameRows([key])).get(key)?.holders).toEqual(holders);
  await server.close();
});

it.each([
  [{ zoneId: 'ZPUBLIC' }, 'ZPUBLIC'],
  [{}, 'none'],
])('a decision of %j is logged with every key', (zone, zoneId) => {
  const logger = new Logger();
  const info = vi.spyOn(logger, 'info').mockReturnValue();
  const line = {
    hostname: 'a.example.com',
    loadBalancer: 'classic/us-east-1/a' as const,
    outcome: 'refused' as const,
    reason: 'because',
    records: [],
    eventId: 'e',
    cause: { event: 'AddTags', eventId: 'e', at: '2026-01-01T00:00:00Z' },
  };
  dependencies(environment, logger)
    .runOf('r', () => 0)
    .tellDecision({ ...line, ...zone });
  expect(info).toHaveBeenCalledExactlyOnceWith('decision', { ...line, zoneId, requestId: 'r' });
});

it('what is about to leave because nothing serves it any more is a warning', () => {
  const logger = new Logger();
  const warn = vi.spyOn(logger, 'warn').mockReturnValue();
  const missing = { since: 0, cause: 'gateway' as const, final: false };
  dependencies(environment, logger)
    .runOf('r', () => 0)
    .tellDecision({
      hostname: 'a.example.com',
      loadBalancer: 'classic/us-east-1/a',
      outcome: 'leaving',
      reason: tellMissing({ missing }),
      records: [],
      eventId: 'e',
      cause: { event: 'survey', eventId: 'e', at: '2026-01-01T00:00:00Z' },
    });
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    'decision',
    expect.objectContaining({ reason: expect.stringMatching(/^unserved: /) }),
  );
});

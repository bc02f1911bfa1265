import { describe, expect, it } from 'vitest';
import { createClassic, createV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { operate } from '../../stage/operate.ts';
import { createStage } from '../../stage/stage.ts';

const MINUTE = 60_000;
const ZONE = { zone: 'ZPUBLIC' };
const HOST = 'a.example.com';

/** A load balancer that stands with two names, and a classic one with a third, and one that no zone holds. */
async function world() {
  const stage = createStage();
  const web = await createV2(stage, 'web', `${HOST} b.example.com`);
  await createClassic(stage, 'old', 'Nowhere.Org. x.sub.example.com');
  await drain(stage);
  return { stage, web };
}

type Told = Record<string, unknown>;
const statusOf = async (stage: Parameters<typeof operate>[0], name?: string) =>
  (await operate(stage, { command: 'status', ...(name && { name }) })) as unknown as Told;

describe('of the stack', () => {
  it('tells what is frozen, held back and standing', async () => {
    const { stage, web } = await world();
    await operate(stage, { command: 'freeze', scope: ZONE, minutes: 600, reason: 'migration', by: 'ann' });
    await operate(stage, { command: 'freeze', scope: { zone: 'ZSUB' }, minutes: 1, reason: 'short' });
    await untagV2(stage, web);
    await drain(stage, instrument(stage.ports), 5 * MINUTE);
    const calls = { ...stage.route53.calls };
    const rows = stage.dynamodb.items('ledger');
    const status = await statusOf(stage);
    expect(status).toMatchObject({
      policy: 'sync',
      freezes: [
        {
          scope: 'zone ZPUBLIC',
          reason: 'migration',
          since: '2026-01-01T00:00:00.000Z',
          until: '2026-01-01T10:00:00.000Z',
          by: 'ann',
        },
      ],
      claims: { 'held back': 2, published: 1 },
      heldBack: { freeze: 2 },
      inDoubt: 0,
      quarantined: { count: 0, first: [] },
      zones: [
        { zone: 'ZPUBLIC', name: 'example.com', private: false, names: 2 },
        { zone: 'ZSUB', name: 'sub.example.com', private: false, names: 1 },
        { zone: 'ZPRIVATE', name: 'example.com', private: true, names: 0 },
      ],
      quotas: [{ account: '000000000000' }],
    });
    expect(status['freezes'], 'the one that has ended is left out').toHaveLength(1);
    expect(stage.route53.calls).toEqual(calls);
    expect(stage.dynamodb.items('ledger')).toEqual(rows);
    expect(stage.queue.filter(({ hint }) => hint.cause.event === 'operator')).toEqual([]);
  });

  it('counts names in doubt', async () => {
    const { stage, web } = await world();
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    const lost = async () => ({ kind: 'unknown' as const, error: new Error('lost') });
    const unread = async () => {
      throw new Error('no answer');
    };
    await invoke(stage, instrument({ ...stage.ports, applyChanges: lost, listRecordSets: unread }));
    expect(await statusOf(stage)).toMatchObject({ inDoubt: 2 });
  });

  it('tells what is in quarantine, and until when', async () => {
    const { stage, web } = await world();
    const refused = async () => ({
      kind: 'refused' as const,
      message: `[RRSet with DNS name ${HOST}. is bad]`,
    });
    await tagV2(stage, web, { 'signpost/hostname': HOST, 'signpost/evaluate-target-health': 'false' });
    await invoke(stage, instrument({ ...stage.ports, applyChanges: refused }));
    expect(await statusOf(stage)).toMatchObject({
      quarantined: {
        count: 1,
        first: [
          {
            name: HOST,
            zone: 'ZPUBLIC',
            reason: expect.stringContaining(`RRSet with DNS name ${HOST}. is bad`),
            until: expect.stringMatching(/^2026-/),
          },
        ],
      },
    });
  });
});

describe('of a name', () => {
  it('tells who asks for it, what stands, and how it came to that', async () => {
    const { stage, web } = await world();
    const record = `A alias to ${web.dnsName}`;
    expect(await statusOf(stage, 'A.Example.com.')).toEqual({
      name: HOST,
      zones: [
        {
          zone: 'ZPUBLIC',
          holder: web.arn,
          standing: [record],
          inDoubt: false,
          underWay: [],
          claims: [
            {
              loadBalancer: web.arn,
              outcome: 'published',
              reason: 'not checked: its tags name no cluster',
              asksFor: [record],
              stands: [record],
            },
          ],
          transitions: [
            {
              at: '2026-01-01T00:00:00.000Z',
              loadBalancer: web.arn,
              outcome: 'published',
              reason: 'not checked: its tags name no cluster',
              records: [record],
              event: 'CreateLoadBalancer',
              eventId: expect.any(String),
              principal: expect.any(String),
            },
          ],
        },
      ],
      refused: [],
    });
  });

  it('tells that it is frozen, and what it would come to', async () => {
    const { stage, web } = await world();
    await operate(stage, { command: 'freeze', scope: 'stack', minutes: 600, reason: 'migration' });
    await untagV2(stage, web);
    await drain(stage, instrument(stage.ports), 5 * MINUTE);
    expect(await statusOf(stage, HOST)).toMatchObject({
      zones: [
        {
          frozen: { scope: 'the stack', reason: 'migration' },
          claims: [
            { outcome: 'held back', reason: expect.stringContaining('it would DELETE A alias to web-') },
          ],
        },
      ],
    });
  });

  it('tells the sets of a routed one by their holders', async () => {
    const stage = createStage();
    const tags = { 'signpost/weight': '1', 'signpost/set-identifier': 'blue' };
    const web = await createV2(stage, 'web', HOST, { tags });
    await drain(stage);
    expect(await statusOf(stage, HOST)).toMatchObject({ zones: [{ holder: { blue: web.arn } }] });
  });

  it('tells that it is refused before a zone is found, however the tag spells it', async () => {
    const { stage } = await world();
    expect(await statusOf(stage, 'nowhere.org')).toEqual({
      name: 'nowhere.org',
      zones: [],
      refused: [
        {
          loadBalancer: 'classic/us-east-1/old',
          reason: expect.stringContaining('no configured public zone holds nowhere.org'),
        },
      ],
    });
  });

  it('tells that nobody asks for it', async () => {
    const { stage } = await world();
    expect(await statusOf(stage, 'c.example.com')).toEqual({
      name: 'c.example.com',
      zones: [],
      refused: [],
      told: 'no load balancer that was looked at asks for this name',
    });
  });

  it('refuses what is no name', async () => {
    const { stage } = await world();
    await expect(statusOf(stage, 'a_b c')).rejects.toThrow('payload.name: got "a_b c", expected a hostname');
  });
});

describe('of the quota', () => {
  const quota = { requests: { perSecond: 4, burst: 20 }, changes: { perSecond: 40, burst: 400 } };
  const bucket = (tokens: number, at: number) => ({ tokens, at });

  it.each<[string, number, number, object]>([
    ['nothing was taken for long', 0, -60_000, { requests: 8, changes: 280 }],
    ['something was taken', 2, 0, { requests: 2, changes: 2 }],
    ['a second ago', 2, -1000, { requests: 6, changes: 42 }],
    [
      'tokens are booked ahead',
      2,
      5000,
      { requests: 0, changes: 0, bookedUntil: '2026-01-01T00:00:05.000Z' },
    ],
  ])('%s', async (_, tokens, at, told) => {
    const stage = createStage({ quota });
    const now = stage.clock.now();
    const row = {
      rev: 'r',
      schema: 5,
      account: '000000000000',
      requests: bucket(tokens, now + at),
      changes: bucket(tokens, now + at),
    };
    await stage.ports.writeRows([{ kind: 'quota', row, ifVersion: '' }]);
    expect(await statusOf(stage)).toMatchObject({ quotas: [{ account: row.account, ...told }] });
  });

  it('of each account that zones are in', async () => {
    const roleArn = 'arn:aws:iam::999988887777:role/dns';
    const stage = createStage({
      quota,
      zones: [
        { id: 'Z1', name: 'example.com', private: false },
        { id: 'Z2', name: 'example.net', private: false, roleArn, externalId: 'x' },
      ],
    });
    expect(await statusOf(stage)).toMatchObject({
      quotas: [
        { account: '000000000000', requests: 8, changes: 280 },
        { account: '999988887777', requests: 8, changes: 280 },
      ],
    });
  });
});

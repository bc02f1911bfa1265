import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { aliasA, createV2, deleteV2, foreign, plainA, setAddressType, tagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';
const SIX: ResourceRecordSet = {
  Name: HOST,
  Type: 'AAAA',
  TTL: 300,
  ResourceRecords: [{ Value: '2001:db8::1' }],
};

const claimOf = (stage: Stage, { arn }: { arn: string }) => nameRow(stage, HOST)?.claims[`${arn}|`];

/** A further look at every load balancer asks Route 53 nothing and changes no name row. */
async function expectRest(stage: Stage): Promise<void> {
  const calls = callsOfSync(stage);
  const row = nameRow(stage, HOST);
  for (const { id } of await stage.listAllLoadBalancers())
    stage.put({ kind: 'load-balancer', id, cause: { event: '', eventId: '', at: '' } });
  await drain(stage);
  expect(callsOfSync(stage)).toEqual(calls);
  expect(nameRow(stage, HOST)).toEqual(row);
}

async function swept(stage: Stage): Promise<void> {
  await sweep(stage);
  await drain(stage);
}

describe('a name that holds none of ours', () => {
  it.each<[string, ResourceRecordSet, string]>([
    ['an A', plainA(HOST), 'A 192.0.2.1'],
    ['an AAAA, though only an A is asked for', SIX, 'AAAA 2001:db8::1'],
    [
      'a CNAME',
      { Name: HOST, Type: 'CNAME', TTL: 60, ResourceRecords: [{ Value: 'x.example.net' }] },
      'CNAME x.example.net',
    ],
    [
      'a weighted A',
      { ...plainA(HOST), SetIdentifier: 'blue', Weight: 1 },
      'A 192.0.2.1 (set blue, weight 1)',
    ],
  ])('is refused whole by %s', async (_, set, told) => {
    const stage = createStage();
    await foreign(stage, 'CREATE', set);
    const before = stage.route53.records('ZPUBLIC');
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    expect(stage.route53.records('ZPUBLIC')).toEqual(before);
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(told) });
    expect(nameRow(stage, HOST)?.sent).toEqual([]);
    await expectRest(stage);
    await deleteV2(stage, web);
    await drain(stage);
    await swept(stage);
    expect(stage.route53.records('ZPUBLIC')).toEqual(before);
    expect(nameRow(stage, HOST)).toMatchObject({ claims: {}, standing: [] });
    expect(nameRow(stage, HOST)).not.toHaveProperty('pending');
  });

  it('is not refused by a TXT, nor by a wildcard above it', async () => {
    const stage = createStage();
    await foreign(stage, 'CREATE', {
      Name: HOST,
      Type: 'TXT',
      TTL: 60,
      ResourceRecords: [{ Value: '"hello"' }],
    });
    await foreign(stage, 'CREATE', plainA('*.example.com'));
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    expect(zoneContents(stage)).toMatchObject({ [`${HOST} A`]: web.dnsName });
  });

  it('what is refused follows the tag: to another target the refusal is told anew, then gone with the record', async () => {
    const stage = createStage();
    await foreign(stage, 'CREATE', plainA(HOST));
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await setAddressType(stage, web, 'dualstack');
    await drain(stage);
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused' });
    await expectRest(stage);
    await foreign(stage, 'DELETE', plainA(HOST));
    await swept(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName, [`${HOST} AAAA`]: web.dnsName });
  });
});

describe('a name of which somebody else has the AAAA', () => {
  async function inPart() {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await foreign(stage, 'CREATE', SIX);
    await setAddressType(stage, web, 'dualstack');
    await drain(stage);
    return { stage, web };
  }

  it('keeps our A, is told to be published in part, and comes to rest', async () => {
    const { stage, web } = await inPart();
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName, [`${HOST} AAAA`]: '2001:db8::1' });
    expect(claimOf(stage, web)).toMatchObject({
      outcome: 'published',
      reason: expect.stringContaining('in part'),
    });
    await expectRest(stage);
    await swept(stage);
    await expectRest(stage);
  });

  it('hands our A over all the same', async () => {
    const { stage, web } = await inPart();
    const next = await createV2(stage, 'next', HOST, { IpAddressType: 'dualstack' });
    await drain(stage);
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: next.dnsName, [`${HOST} AAAA`]: '2001:db8::1' });
    await expectRest(stage);
  });

  it('is completed when theirs is gone, and withdrawn whole', async () => {
    const { stage, web } = await inPart();
    await foreign(stage, 'DELETE', SIX);
    await swept(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName, [`${HOST} AAAA`]: web.dnsName });
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('leaves theirs when ours goes', async () => {
    const { stage, web } = await inPart();
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} AAAA`]: '2001:db8::1' });
  });
});

describe('somebody else deletes our record', () => {
  it('and puts theirs there: ours is not put back, and theirs is not taken for ours', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await foreign(stage, 'DELETE', aliasA(HOST, web));
    await foreign(stage, 'CREATE', plainA(HOST));
    await setAddressType(stage, web, 'dualstack');
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: '192.0.2.1' });
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused' });
    await expectRest(stage);
  });

  it('and nothing else: the next change of it puts ours back', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await foreign(stage, 'DELETE', aliasA(HOST, web));
    await setAddressType(stage, web, 'dualstack');
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName, [`${HOST} AAAA`]: web.dnsName });
  });
});

describe('policy plan', () => {
  it('announces nothing, whatever changes, and says what it would do', async () => {
    const stage = createStage();
    const old = await createV2(stage, 'old', HOST);
    await drain(stage);
    stage.settings.policy = 'plan';
    const changes = stage.route53.changes.length;
    await setAddressType(stage, old, 'dualstack');
    await drain(stage);
    expect(claimOf(stage, old)).toMatchObject({
      outcome: 'held back',
      reason: expect.stringMatching(/it would CREATE AAAA alias to/),
    });
    await expectRest(stage);
    const next = await createV2(stage, 'next', HOST);
    await deleteV2(stage, old);
    await drain(stage);
    expect(claimOf(stage, next)).toMatchObject({
      outcome: 'held back',
      reason: expect.stringMatching(/DELETE A alias to .*; CREATE A alias to/),
    });
    await expectRest(stage);
    await tagV2(stage, next, { 'signpost/hostname': 'other.example.com' });
    await drain(stage);
    expect(claimOf(stage, old)).toMatchObject({
      outcome: 'held back',
      reason: expect.stringMatching(/it would DELETE A alias to/),
    });
    await expectRest(stage);
    expect(stage.route53.changes).toHaveLength(changes);
    expect(nameRow(stage, HOST)).toMatchObject({ sent: [], doubt: false });
    stage.settings.policy = 'sync';
    await swept(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ 'other.example.com A': next.dnsName });
  });

  it('reads a name about to get its first value once', async () => {
    const stage = createStage({ policy: 'plan' });
    await createV2(stage, 'web', HOST);
    await drain(stage);
    expect(stage.route53.calls).toEqual({ ListResourceRecordSets: 1 });
    await expectRest(stage);
  });
});

describe('a name hint', () => {
  it.each([
    ['of a zone that is not in the settings', 'ZNONE', HOST],
    ['of a name that the ledger does not know', 'ZPUBLIC', 'nobody.example.com'],
  ])('%s writes nothing and comes to rest', async (_, zoneId, host) => {
    const stage = createStage();
    stage.put({ kind: 'name', zoneId, host, cause: { event: '', eventId: '', at: '' } });
    await drain(stage);
    expect(stage.route53.changes).toEqual([]);
    const rows = stage.dynamodb.items('ledger').filter(({ pk }) => !String(pk).startsWith('quota#'));
    expect(rows).toEqual([]);
  });

  it('of a zone that cannot be read fails alone', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', 'a.sub.example.com a.example.com');
    let isDenied = true;
    const ports: Ports = {
      ...stage.ports,
      listRecordSets: async (zone, hosts, permit) => {
        if (isDenied && zone.id === 'ZSUB') throw new Error('AccessDenied');
        return stage.ports.listRecordSets(zone, hosts, permit);
      },
      writeHints: async (hints) => {
        isDenied = false;
        return stage.ports.writeHints(hints);
      },
      applyChanges: async (zone, batch, comment) => {
        const answer = await stage.ports.applyChanges(zone, batch, comment);
        isDenied = false;
        return answer;
      },
    };
    await drain(stage, instrument(ports));
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
    expect(zoneContents(stage, 'ZSUB')).toEqual({ 'a.sub.example.com A': web.dnsName });
  });
});

import { describe, expect, it } from 'vitest';
import { handle } from '../../../functions/sync/handle.ts';
import type { Ports } from '../../../functions/sync/ports.ts';
import { encodeHint } from '../../../shared/events/hint-message.ts';
import type { Back } from '../../../shared/events/write-back.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { createV2, foreign, plainA, setAddressType, tagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { OF_MESH } from '../../stage/mesh.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { CAUSE, lookAt } from './seen.ts';

const BAD = 'bad.example.com';
const GOOD = ['a.example.com', 'b.example.com', 'c.example.com', 'd.example.com'];
const MESSAGE = `[RRSet with DNS name ${BAD}. is not permitted]`;

/** A Route 53 that has something against one name; with the hosts of each batch that it got. */
function refusing(stage: Stage, message: string) {
  const batches: string[][] = [];
  const applyChanges: Ports['applyChanges'] = async (zone, batch, comment) => {
    const hosts = batch.map(({ host }) => host);
    batches.push(hosts);
    return hosts.includes(BAD)
      ? { kind: 'refused', message }
      : stage.ports.applyChanges(zone, batch, comment);
  };
  return { ports: instrument({ ...stage.ports, applyChanges }), batches };
}

const published = (stage: Stage) => Object.keys(zoneContents(stage)).map((key) => key.split(' ')[0]);
const claimOf = (stage: Stage, host: string) => Object.values(nameRow(stage, host)?.claims ?? {})[0];

describe('Route 53 refuses one name of a batch', () => {
  it('and names it: the others are published in that very invocation', async () => {
    const stage = createStage();
    const { ports } = refusing(stage, MESSAGE);
    await createV2(stage, 'web', GOOD.join(' '));
    await createV2(stage, 'bad', BAD);
    await invoke(stage, ports);
    expect(published(stage)).toEqual(GOOD);
    expect(claimOf(stage, BAD)).toMatchObject({ outcome: 'quarantined' });
    for (const host of GOOD) expect(claimOf(stage, host)).toMatchObject({ outcome: 'published' });
  });

  it('and names none: it is found by halves, and the others are published in that very invocation', async () => {
    const stage = createStage();
    const { ports } = refusing(stage, 'Something is wrong');
    await createV2(stage, 'web', [...GOOD, BAD].join(' '));
    await invoke(stage, ports);
    expect(published(stage)).toEqual(GOOD);
    expect(claimOf(stage, BAD)).toMatchObject({ outcome: 'quarantined' });
  });

  it('it is tried again alone, and holds up nobody', async () => {
    const stage = createStage();
    const { ports, batches } = refusing(stage, MESSAGE);
    const web = await createV2(stage, 'web', BAD);
    await drain(stage, ports);
    stage.clock.advance(30 * 60_000);
    batches.length = 0;
    await createV2(stage, 'next', GOOD.join(' '));
    lookAt(stage, web);
    stage.put({ kind: 'name', zoneId: 'ZPUBLIC', host: BAD, retry: true, cause: CAUSE });
    await drain(stage, ports);
    expect(batches).toContainEqual([BAD]);
    expect(batches.filter((hosts) => hosts.includes(BAD) && hosts.length > 1)).toEqual([]);
    expect(published(stage)).toEqual(GOOD);
  });
});

describe('somebody else has one name', () => {
  it('the others of the tag are published', async () => {
    const stage = createStage();
    await foreign(stage, 'CREATE', plainA(BAD));
    await createV2(stage, 'web', [...GOOD, BAD].join(' '));
    await invoke(stage, instrument(stage.ports));
    expect(published(stage)).toEqual([...GOOD, BAD].sort());
  });

  it('in one type of a name that we hold: the other type changes', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', BAD, { Type: 'network' });
    await drain(stage);
    await foreign(stage, 'CREATE', {
      Name: BAD,
      Type: 'AAAA',
      TTL: 300,
      ResourceRecords: [{ Value: '2001:db8::1' }],
    });
    await setAddressType(stage, web, 'dualstack');
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    await drain(stage);
    const [a] = stage.route53.records('ZPUBLIC').filter(({ Type }) => Type === 'A');
    expect(a?.AliasTarget).toMatchObject({ EvaluateTargetHealth: false });
    expect(zoneContents(stage)).toMatchObject({ [`${BAD} AAAA`]: '2001:db8::1' });
  });

  it('in the type that a successor needs: what stands stays', async () => {
    const stage = createStage();
    const old = await createV2(stage, 'old', BAD);
    await drain(stage);
    const next = await createV2(stage, 'next', BAD, { IpAddressType: 'dualstack-without-public-ipv4' });
    await foreign(stage, 'CREATE', {
      Name: BAD,
      Type: 'AAAA',
      TTL: 300,
      ResourceRecords: [{ Value: '2001:db8::1' }],
    });
    await tagV2(stage, old, { 'signpost/hostname': 'a.example.com' });
    await drain(stage);
    expect(zoneContents(stage)).toMatchObject({ [`${BAD} A`]: old.dnsName });
    expect(nameRow(stage, BAD)?.claims[`${next.arn}|`]).toMatchObject({ outcome: 'refused' });
  });
});

describe('one of several is wrong', () => {
  it('a name that is none: the others of its tag are published', async () => {
    const stage = createStage();
    await createV2(stage, 'web', 'a.example.com no..name b.example.com');
    await drain(stage);
    expect(published(stage)).toEqual(['a.example.com', 'b.example.com']);
  });

  it('a load balancer of which nobody can say anything: the others are published, and its hint comes back', async () => {
    const stage = createStage();
    const bad = await createV2(stage, 'bad', BAD);
    await createV2(stage, 'web', GOOD[0]);
    const { listLoadBalancers } = stage.ports;
    const unknown: typeof listLoadBalancers = async (ids) =>
      new Map(
        [...(await listLoadBalancers(ids))].map(([id, look]) =>
          id === bad.arn ? [id, { kind: 'unknown', error: new Error('throttled') }] : [id, look],
        ),
      );
    await invoke(stage, instrument({ ...stage.ports, listLoadBalancers: unknown }));
    expect(published(stage)).toEqual([GOOD[0]]);
    expect(stage.queue.map(({ hint }) => 'id' in hint && hint.id)).toEqual([bad.arn]);
  });

  it('a survey that cannot be had: load balancers of no cluster are published', async () => {
    const stage = createStage();
    await createV2(stage, 'mesh', BAD, { tags: OF_MESH });
    await createV2(stage, 'web', GOOD[0]);
    const readSurvey = () => Promise.reject(new Error('S3 is down'));
    await invoke(stage, instrument({ ...stage.ports, readSurvey }));
    expect(published(stage)).toEqual([GOOD[0]]);
  });

  it('a zone that cannot be read: names of others are published', async () => {
    const stage = createStage();
    await createV2(stage, 'web', 'a.example.com a.sub.example.com');
    const { listRecordSets } = stage.ports;
    const failing: typeof listRecordSets = (zone, ...rest) =>
      zone.id === 'ZSUB' ? Promise.reject(new Error('denied')) : listRecordSets(zone, ...rest);
    await invoke(stage, instrument({ ...stage.ports, listRecordSets: failing }));
    expect(published(stage)).toEqual(['a.example.com']);
    await drain(stage);
    expect(zoneContents(stage, 'ZSUB')).not.toEqual({});
  });

  it('a message that nobody can read: the others of its batch are done', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', GOOD[0]);
    stage.queue.splice(0);
    const body = encodeHint({ kind: 'load-balancer', id: web.arn as LoadBalancerId, cause: CAUSE });
    const messages = ['{', body].map((each, index) => ({
      messageId: `${index}`,
      receiptHandle: `${index}`,
      body: each,
      receives: 1,
      queuedAt: stage.clock.now(),
    }));
    const dead: string[] = [];
    const back: Back = {
      deadLetter: async ({ body: unread }) => void dead.push(unread),
      later: async () => undefined,
    };
    const known = { region: 'us-east-1', settings: stage.settings };
    await handle(messages, stage.ports, back, stage.run, known, { warn: () => undefined });
    expect(published(stage)).toEqual([GOOD[0]]);
    expect(dead).toEqual(['{']);
  });
});

describe('names in a role’s way', () => {
  it('a role that may write no CNAME holds up no alias', async () => {
    const stage = createStage();
    await createV2(stage, 'named', 'c.example.com', { tags: { 'signpost/record-type': 'cname' } });
    stage.clock.advance(1000);
    await createV2(stage, 'web', 'a.example.com b.example.com');
    const { applyChanges } = stage.ports;
    const denying: typeof applyChanges = async (zone, batch, comment) =>
      batch.some(({ creates }) => creates.some(({ type }) => type === 'CNAME'))
        ? { kind: 'denied', error: new Error('AccessDenied') }
        : applyChanges(zone, batch, comment);
    await invoke(stage, instrument({ ...stage.ports, applyChanges: denying }));
    expect(published(stage)).toEqual(['a.example.com', 'b.example.com']);
  });
});

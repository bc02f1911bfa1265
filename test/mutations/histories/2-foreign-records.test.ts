import { describe, expect, it } from 'vitest';
import {
  aliasA,
  createV2,
  deleteV2,
  foreign,
  plainA,
  setAddressType,
  tagV2,
  untagV2,
} from '../../stage/actions.ts';
import { delegate } from '../../stage/delegation-stories.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { operate } from '../../stage/operate.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { everCreated, HOST, readName } from './seen.ts';

const THEIRS = { [`${HOST} A`]: '192.0.2.1' };
const weighted = (set: string, extra: Record<string, string> = {}) => ({
  tags: { 'signpost/weight': '1', 'signpost/set-identifier': set, ...extra },
});

async function sweepAndDrain(stage: Stage): Promise<void> {
  stage.clock.advance(30 * 60_000);
  await sweep(stage);
  await drain(stage);
}

const claimOf = (stage: Stage, { arn }: { arn: string }, set = '') =>
  nameRow(stage, HOST)?.claims[`${arn}|${set}`];

describe('the very record that we would write, written by somebody else', () => {
  it('before we asked: theirs, whatever becomes of the load balancer', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', undefined);
    await foreign(stage, 'CREATE', aliasA(HOST, web));
    await tagV2(stage, web, { 'signpost/hostname': HOST });
    await drain(stage);
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused' });
    await sweepAndDrain(stage);
    await deleteV2(stage, web);
    await drain(stage);
    await sweepAndDrain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });

  it('as a further set of a name that we hold: the same', async () => {
    const stage = createStage();
    const blue = await createV2(stage, 'blue', HOST, weighted('blue'));
    await drain(stage);
    const green = await createV2(stage, 'green', undefined, weighted('green'));
    await foreign(stage, 'CREATE', { ...aliasA(HOST, green), SetIdentifier: 'green', Weight: 1 });
    await tagV2(stage, green, { 'signpost/hostname': HOST });
    await drain(stage);
    await sweepAndDrain(stage);
    await deleteV2(stage, green);
    await drain(stage);
    await sweepAndDrain(stage);
    expect(zoneContents(stage)).toEqual({
      [`${HOST} A blue`]: `${blue.dnsName} weight 1`,
      [`${HOST} A green`]: `${green.dnsName} weight 1`,
    });
  });

  it.each(['plan', 'freeze'] as const)('while nothing may be sent, by %s: the same', async (by) => {
    const stage = createStage(by === 'plan' ? { policy: 'plan' } : {});
    const web = await createV2(stage, 'web', undefined);
    const scope = { zone: 'ZPUBLIC' };
    if (by === 'freeze') await operate(stage, { command: 'freeze', scope, minutes: 60, reason: 'migration' });
    await tagV2(stage, web, { 'signpost/hostname': HOST });
    await drain(stage, instrument(stage.ports), 60_000);
    expect(nameRow(stage, HOST), 'nothing is announced').toMatchObject({ sent: [], doubt: false });
    await foreign(stage, 'CREATE', aliasA(HOST, web));
    stage.settings.policy = 'sync';
    if (by === 'freeze') await operate(stage, { command: 'unfreeze', scope });
    await sweepAndDrain(stage);
    await deleteV2(stage, web);
    await drain(stage);
    await sweepAndDrain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});

describe('nothing is announced that is not sent', () => {
  it('nothing is written under plan', async () => {
    const stage = createStage({ policy: 'plan' });
    await createV2(stage, 'web', HOST);
    await drain(stage);
    expect(stage.route53.changes).toEqual([]);
  });

  it('nothing is written while the zone is frozen', async () => {
    const stage = createStage();
    await operate(stage, { command: 'freeze', scope: { zone: 'ZPUBLIC' }, minutes: 60, reason: 'migration' });
    await createV2(stage, 'web', HOST);
    await drain(stage, instrument(stage.ports), 60_000);
    expect(stage.route53.changes).toEqual([]);
  });

  it('nothing is written where the settings do not allow the name', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    stage.settings.zones = stage.settings.zones.map((zone) => ({ ...zone, protect: [HOST] }));
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});

describe('a name where somebody else has a record', () => {
  it('of another type: ours does not join it', async () => {
    const stage = createStage();
    await foreign(stage, 'CREATE', {
      Name: HOST,
      Type: 'AAAA',
      TTL: 300,
      ResourceRecords: [{ Value: '2001:db8::1' }],
    });
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} AAAA`]: '2001:db8::1' });
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused' });
  });

  it('under another set identifier, beside ours: no further set of ours joins them', async () => {
    const stage = createStage();
    const blue = await createV2(stage, 'blue', HOST, weighted('blue'));
    await drain(stage);
    await foreign(stage, 'CREATE', { ...plainA(HOST), SetIdentifier: 'theirs', Weight: 1 });
    const green = await createV2(stage, 'green', HOST, weighted('green'));
    await drain(stage);
    expect(claimOf(stage, green, 'green')).toMatchObject({ outcome: 'refused' });
    expect(zoneContents(stage)).toEqual({
      [`${HOST} A blue`]: `${blue.dnsName} weight 1`,
      [`${HOST} A theirs`]: '192.0.2.1 weight 1',
    });
  });

  it('a TXT: no CNAME is tried beside it, an alias is', async () => {
    const stage = createStage();
    await foreign(stage, 'CREATE', {
      Name: HOST,
      Type: 'TXT',
      TTL: 300,
      ResourceRecords: [{ Value: '"theirs"' }],
    });
    const web = await createV2(stage, 'web', HOST, { tags: { 'signpost/record-type': 'cname' } });
    await drain(stage);
    expect(stage.route53.refused, 'Route 53 is not asked to refuse it').toEqual([]);
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused' });
    await untagV2(stage, web, 'signpost/record-type');
    await drain(stage);
    expect(zoneContents(stage)).toMatchObject({ [`${HOST} A`]: web.dnsName });
  });

  it('in the place of ours, which they deleted: theirs stays', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await foreign(stage, 'DELETE', aliasA(HOST, web));
    await foreign(stage, 'CREATE', plainA(HOST));
    readName(stage);
    await drain(stage);
    await setAddressType(stage, web, 'dualstack');
    await deleteV2(stage, web);
    await drain(stage);
    await sweepAndDrain(stage);
    expect(zoneContents(stage)).toEqual(THEIRS);
  });
});

describe('a hinted name', () => {
  it('is read: what somebody deleted is found and put back', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await foreign(stage, 'DELETE', aliasA(HOST, web));
    readName(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});

describe('a name that the zone delegates elsewhere', () => {
  it.each(['team.example.com', 'a.team.example.com'])(
    'gets no record, nor does one below it: %s',
    async (host) => {
      const stage = createStage();
      await delegate(stage, 'CREATE', 'team.example.com');
      await createV2(stage, 'web', host);
      await drain(stage);
      expect(everCreated(stage).filter((told) => told.includes(' A '))).toEqual([]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { createV2, deleteV2, setAddressType, tagV2 } from '../../stage/actions.ts';
import { zoneRow } from '../../stage/brakes.ts';
import { delegate } from '../../stage/delegation-stories.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.team.example.com';
const WHY =
  'delegated to team.example.com (ns-1.example.net, ns-2.example.net): whoever asks for the name is sent there, and no ' +
  'record here would be seen; add the zone team.example.com to the settings, remove the NS records of team.example.com, ' +
  'or take this name off the tag';

const quiet = async (stage: Stage) => {
  await drain(stage);
  await sweep(stage);
  await drain(stage);
};
const claimOf = (stage: Stage, { arn }: { arn: string }, host = HOST, zoneId = 'ZPUBLIC') =>
  nameRow(stage, host, zoneId)?.claims[`${arn}|`];
const pages = (stage: Stage) => stage.route53.calls['ListResourceRecordSets'] ?? 0;

async function refused() {
  const stage = createStage();
  await delegate(stage, 'CREATE', 'team.example.com');
  const web = await createV2(stage, 'web', HOST);
  await quiet(stage);
  expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused', reason: WHY });
  expect(nameRow(stage, HOST)).toMatchObject({ sent: [], standing: [], doubt: false });
  expect(zoneContents(stage)).toEqual({});
  return { stage, web };
}

describe('a name below a delegated one is refused, until', () => {
  it('the NS records are removed', async () => {
    const { stage, web } = await refused();
    await delegate(stage, 'DELETE', 'team.example.com');
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'published' });
  });

  it('the zone that it is delegated to is in the settings', async () => {
    const { stage, web } = await refused();
    const zone = { id: 'ZTEAM', name: 'team.example.com', private: false };
    stage.route53.createZone(zone);
    stage.settings.zones = [...stage.settings.zones, zone];
    await quiet(stage);
    expect(zoneContents(stage, 'ZTEAM')).toEqual({ [`${HOST} A`]: web.dnsName });
    expect(zoneContents(stage)).toEqual({});
    expect(claimOf(stage, web, HOST, 'ZTEAM')).toMatchObject({ outcome: 'published' });
    expect(nameRow(stage, HOST)?.claims).toEqual({});
  });

  it('the name is off the tag', async () => {
    const { stage, web } = await refused();
    await tagV2(stage, web, { 'signpost/hostname': 'a.example.com' });
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ 'a.example.com A': web.dnsName });
    expect(nameRow(stage, HOST)?.claims).toEqual({});
  });
});

describe('what is delegated', () => {
  it.each<[string, string, string]>([
    ['a name far above', 'a.b.c.team.example.com', 'team.example.com'],
    ['the very name', 'team.example.com', 'team.example.com'],
    ['the parent of a wildcard', '+.team.example.com', 'team.example.com'],
    ['a wildcard’s neighbour, which is none of its parents', '+.other.example.com', ''],
    ['a name below, which is none of its parents', 'example.com', ''],
  ])('is %s', async (_, tag, name) => {
    const stage = createStage();
    await delegate(stage, 'CREATE', 'team.example.com');
    const web = await createV2(stage, 'web', tag);
    await drain(stage);
    const claim = claimOf(stage, web, tag.replace('+', '*'));
    if (name === '') expect(claim).toMatchObject({ outcome: 'published' });
    else expect(claim?.reason).toContain(`delegated to ${name} (`);
  });

  it('is so in private zones as well', async () => {
    const stage = createStage();
    await delegate(stage, 'CREATE', 'team.example.com', 'ZPRIVATE');
    const web = await createV2(stage, 'web', HOST, { Scheme: 'internal' });
    await drain(stage);
    expect(claimOf(stage, web, HOST, 'ZPRIVATE')).toMatchObject({ outcome: 'refused' });
    expect(zoneContents(stage, 'ZPRIVATE')).toEqual({});
  });
});

it('the name servers of the zone itself are nothing to remember', async () => {
  const stage = createStage();
  await createV2(stage, 'web', 'example.com');
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toEqual(['example.com A']);
  expect(zoneRow(stage).delegations).toEqual({});
});

describe('a delegation that comes after the record', () => {
  it('is told where the record stands, which stays, follows its load balancer, and goes with it', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST, { Type: 'network' });
    await quiet(stage);
    await delegate(stage, 'CREATE', 'team.example.com');
    stage.clock.advance(30 * 60_000);
    await quiet(stage);
    expect(claimOf(stage, web)).toMatchObject({
      outcome: 'published',
      reason: expect.stringMatching(/not seen by anybody: delegated to team\.example\.com \(ns-1/),
    });
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    await setAddressType(stage, web, 'dualstack');
    await quiet(stage);
    expect(claimOf(stage, web)).toMatchObject({
      outcome: 'published',
      reason: expect.stringContaining('the rest is refused: delegated'),
    });
    await deleteV2(stage, web);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('is no longer told once it is gone', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await quiet(stage);
    for (const action of ['CREATE', 'DELETE'] as const) {
      await delegate(stage, action, 'team.example.com');
      stage.clock.advance(30 * 60_000);
      await quiet(stage);
    }
    expect(claimOf(stage, web)?.reason).not.toContain('delegated');
  });
});

describe('ancestors', () => {
  it('are read once for all names of a run, and not again for their neighbours within the hour', async () => {
    const stage = createStage();
    await createV2(stage, 'one', 'a.team.example.com b.team.example.com');
    await drain(stage);
    expect(pages(stage)).toBe(1);
    expect(zoneRow(stage).delegations).toEqual({
      'team.example.com': { servers: [], at: expect.any(Number) },
    });
    const asked: (readonly string[])[] = [];
    const { listRecordSets } = stage.ports;
    const ports = {
      ...stage.ports,
      listRecordSets: async (...input: Parameters<typeof listRecordSets>) => {
        asked.push(input[1]);
        return listRecordSets(...input);
      },
    };
    for (const [name, minutes] of [
      ['two', 59],
      ['three', 2],
    ] as const) {
      stage.clock.advance(60_000 * minutes);
      await createV2(stage, name, `${name}.team.example.com`);
      await drain(stage, instrument(ports));
    }
    expect(asked).toEqual([['two.team.example.com'], ['three.team.example.com', 'team.example.com']]);
  });

  it('are not read for a record that changes or goes', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    const before = pages(stage);
    stage.clock.advance(2 * 3_600_000);
    await deleteV2(stage, web);
    await drain(stage);
    expect(pages(stage)).toBe(before);
  });

  it('are forgotten where the zone’s row cannot be written, and the name goes on', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const { writeRows } = stage.ports;
    const ports = {
      ...stage.ports,
      writeRows: async (writes: Parameters<typeof writeRows>[0]) => {
        if (writes.some(({ kind }) => kind === 'zone')) throw new Error('no answer');
        return writeRows(writes);
      },
    };
    await drain(stage, instrument(ports));
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    expect(zoneRow(stage).delegations).toEqual({});
  });

  it('that cannot be read let nothing be announced', async () => {
    const stage = createStage();
    await createV2(stage, 'web', HOST);
    const { listRecordSets } = stage.ports;
    const ports = {
      ...stage.ports,
      listRecordSets: async (...input: Parameters<typeof listRecordSets>) => {
        const found = new Map(await listRecordSets(...input));
        found.delete('team.example.com');
        return found;
      },
    };
    await invoke(stage, instrument(ports));
    expect(nameRow(stage, HOST)?.sent ?? []).toEqual([]);
    expect(stage.queue.length).toBeGreaterThan(0);
    await drain(stage);
    expect(Object.keys(zoneContents(stage))).toEqual([`${HOST} A`]);
  });

  it('are read with the first value, so that a delegation of just before is seen', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const comes = () => delegate(stage, 'CREATE', 'team.example.com');
    await drain(stage, instrument(meanwhile(stage.ports, 'listRecordSets', comes)));
    expect(claimOf(stage, web)).toMatchObject({ outcome: 'refused', reason: WHY });
  });
});

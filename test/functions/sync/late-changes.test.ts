import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/sync/ports.ts';
import { aliasA, createV2, foreign, setAddressType, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOST = 'a.example.com';
const HOUR = 61 * 60_000;

/** The answer to the first batch is lost; `act` happens at once, and Route 53 does the batch when the test lets it. */
function firstBatchIsLate(stage: Stage, act: () => Promise<void>) {
  let late: (() => Promise<unknown>) | undefined;
  const ports: Ports = {
    ...stage.ports,
    applyChanges: async (...input) => {
      if (late !== undefined) return stage.ports.applyChanges(...input);
      late = () => stage.ports.applyChanges(...input);
      await act();
      return { kind: 'unknown', error: new Error('the answer is lost') };
    },
  };
  return { ports, land: async () => late?.() };
}

async function sweptAfterAnHour(stage: Stage): Promise<void> {
  stage.clock.advance(HOUR);
  await sweep(stage);
  await drain(stage);
}

async function published(IpAddressType: 'ipv4' | 'dualstack') {
  const stage = createStage();
  const web = await createV2(stage, 'web', HOST, { IpAddressType });
  await drain(stage);
  return { stage, web };
}

describe('a deletion that takes effect after a read found the record standing', () => {
  it('of one type, wanted again meanwhile: it is put back by the read an hour later', async () => {
    const { stage, web } = await published('dualstack');
    const both = { [`${HOST} A`]: web.dnsName, [`${HOST} AAAA`]: web.dnsName };
    const { ports, land } = firstBatchIsLate(stage, () => setAddressType(stage, web, 'dualstack'));
    await setAddressType(stage, web, 'ipv4');
    await drain(stage, instrument(ports));
    expect(zoneContents(stage)).toEqual(both);
    await land();
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    await sweptAfterAnHour(stage);
    expect(zoneContents(stage)).toEqual(both);
    expect(nameRow(stage, HOST)).toMatchObject({ sent: [], doubt: false });
  });

  it('of the whole name, tagged again meanwhile: the same', async () => {
    const { stage, web } = await published('ipv4');
    const back = () => tagV2(stage, web, { 'signpost/hostname': HOST });
    const { ports, land } = firstBatchIsLate(stage, back);
    await untagV2(stage, web);
    await drain(stage, instrument(ports));
    await land();
    expect(zoneContents(stage)).toEqual({});
    await sweptAfterAnHour(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});

it('a deletion that is remembered makes nothing ours: the same record, written by somebody else after it, stays', async () => {
  const { stage, web } = await published('ipv4');
  const ports: Ports = {
    ...stage.ports,
    applyChanges: async (...input) => {
      await stage.ports.applyChanges(...input);
      return { kind: 'unknown', error: new Error('the answer is lost') };
    },
  };
  await untagV2(stage, web);
  await drain(stage, instrument(ports));
  expect(zoneContents(stage)).toEqual({});
  await foreign(stage, 'CREATE', aliasA(HOST, web));
  await sweptAfterAnHour(stage);
  await sweptAfterAnHour(stage);
  expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  expect(nameRow(stage, HOST)).toMatchObject({ claims: {}, standing: [], sent: [] });
});

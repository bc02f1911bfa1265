import { describe, expect, it } from 'vitest';
import { createV2, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { dies } from './dies.ts';
import { HOST, losesEvents } from './seen.ts';

const MINUTE = 60_000;
const HEALTH = 'signpost/evaluate-target-health';

async function sweepIn(stage: Stage, minutes: number): Promise<void> {
  stage.clock.advance(minutes * MINUTE);
  await sweep(stage);
  await drain(stage);
}

/**
 * One invocation whose first change is still in the network when it dies; returns what lets it land, whatever stands there
 * by then.
 */
async function diesWithALateChange(stage: Stage): Promise<() => Promise<unknown>> {
  let land = async (): Promise<unknown> => undefined;
  const { applyChanges } = stage.ports;
  let die = (): void => undefined;
  const killed = new Promise<void>((resolve) => {
    die = resolve;
  });
  const late: typeof applyChanges = (...input) => {
    land = () => applyChanges(...input);
    die();
    return new Promise(() => undefined);
  };
  const ports = { ...stage.ports, applyChanges: late };
  await invoke(stage, { ports, calls: [], killed, begin: () => undefined });
  return () => land();
}

describe('a run dies', () => {
  it('after its change took effect: the record is known to be ours, and goes with its load balancer', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await dies(stage, 'applyChanges', { when: 'after' });
    await deleteV2(stage, web);
    await drain(stage);
    await sweepIn(stage, 30);
    expect(zoneContents(stage)).toEqual({});
  });

  it('before its change was sent: it is not taken for done', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await dies(stage, 'applyChanges', { when: 'before' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});

describe('a change that lands after its sender died', () => {
  it('and after others were sent: it is ours, and goes', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const land = await diesWithALateChange(stage);
    await tagV2(stage, web, { [HEALTH]: 'false' });
    // The next attempt, at another value, is never answered either.
    await dies(stage, 'applyChanges');
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    await land();
    await sweepIn(stage, 30);
    await sweepIn(stage, 31);
    expect(zoneContents(stage)).toEqual({});
  });

  it('and after the name was read: it is ours, and goes', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const land = await diesWithALateChange(stage);
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
    await land();
    await sweepIn(stage, 50);
    await sweepIn(stage, 30);
    expect(zoneContents(stage)).toEqual({});
  });

  it('almost an hour later, and nobody looked since: it is ours, and goes', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const land = await diesWithALateChange(stage);
    await deleteV2(stage, web);
    await drain(stage);
    stage.clock.advance(40 * MINUTE);
    await land();
    await sweepIn(stage, 60);
    await sweepIn(stage, 30);
    expect(zoneContents(stage)).toEqual({});
    expect(nameRow(stage, HOST)).toMatchObject({ claims: {}, standing: [], sent: [], doubt: false });
  });

  it('after the row would have expired: a row that has something to remember does not', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const land = await diesWithALateChange(stage);
    await deleteV2(stage, web);
    await drain(stage);
    expect(nameRow(stage, HOST)?.sent, 'the late one is remembered').not.toEqual([]);
    expect(nameRow(stage, HOST)).not.toHaveProperty('expires');
    await land();
    await sweepIn(stage, 61);
    await sweepIn(stage, 30);
    expect(zoneContents(stage)).toEqual({});
  });

  it('and takes away what was wanted again meanwhile: it is put back', async () => {
    const stage = createStage();
    // What others removed would stay away: that it was us has to be known.
    stage.settings.zones = stage.settings.zones.map((zone) => ({ ...zone, drift: 'respect' }));
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await untagV2(stage, web);
    await invoke(stage, instrument(stage.ports));
    stage.clock.advance(61_000);
    const land = await diesWithALateChange(stage);
    await tagV2(stage, web, { 'signpost/hostname': HOST });
    await drain(stage);
    await land();
    expect(zoneContents(stage)).toEqual({});
    await sweepIn(stage, 30);
    await sweepIn(stage, 31);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});

describe('a name that is on its way out', () => {
  it('is not forgotten by its load balancer while its record stands', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await untagV2(stage, web);
    await invoke(stage, instrument(stage.ports));
    const row = stage.dynamodb.items('ledger').find(({ pk }) => pk === `lb#${web.arn}`);
    expect(row).toMatchObject({ names: [`ZPUBLIC#${HOST}`] });
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('nor while an attempt at it may still land', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const land = await diesWithALateChange(stage);
    await untagV2(stage, web);
    await drain(stage);
    const row = stage.dynamodb.items('ledger').find(({ pk }) => pk === `lb#${web.arn}`);
    expect(row).toMatchObject({ names: [`ZPUBLIC#${HOST}`] });
    await land();
    losesEvents(stage);
    await sweepIn(stage, 61);
    expect(zoneContents(stage)).toEqual({});
  });

  it('its row, once it says nothing, stays for an hour and no longer', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    await deleteV2(stage, web);
    await drain(stage);
    await sweepIn(stage, 61);
    await sweepIn(stage, 30);
    const { expires = 0 } = nameRow(stage, HOST) ?? {};
    expect(expires * 1000 - stage.clock.now()).toBeLessThanOrEqual(60 * MINUTE);
  });
});

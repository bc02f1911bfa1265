import { describe, expect, it } from 'vitest';
import { deleteV2, foreign, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { expectRest, swept, toldLines } from './leads/expect.ts';
import { APP, make, type Tags } from './leads/lead.ts';

const HALF_HOUR = 30 * 60_000;

/** Tags of a set that Route 53 refuses: its health check is not there. */
const refusedBy = (digit: number): Tags => ({
  weight: '1',
  'set-identifier': `bad-${digit}`,
  'health-check-id': `00000000-0000-4000-8000-00000000000${digit}`,
});
const standing = (stage: Stage) => Object.keys(zoneContents(stage)).filter((key) => key.startsWith(APP));

describe('one whose set Route 53 refuses', () => {
  it('does not keep the set of one that is gone, though both are decided in one run', async () => {
    const stage = createStage();
    const blue = await make(stage, 'blue', { weight: '1', 'set-identifier': 'blue' });
    await make(stage, 'red', { weight: '1', 'set-identifier': 'red' });
    await drain(stage);
    await deleteV2(stage, blue);
    await invoke(stage, instrument(stage.ports));
    // Its second look is lost.
    stage.queue.splice(0);
    stage.clock.advance(HALF_HOUR);
    await make(stage, 'bad', refusedBy(1));
    await swept(stage);
    expect(standing(stage)).toEqual([`${APP} A red`]);
    await expectRest(stage);
  });

  it('and another like it come to rest, and each is tried again by the sweep', async () => {
    const stage = createStage();
    for (const digit of [1, 2, 3]) await make(stage, `bad-${digit}`, refusedBy(digit));
    await drain(stage);
    expect(stage.route53.refused).toHaveLength(5);
    await expectRest(stage);
    for (const digit of [3, 2, 1]) {
      stage.route53.healthChecks.create({ id: refusedBy(digit)['health-check-id'] ?? '' });
      await swept(stage);
      expect(standing(stage)).toContain(`${APP} A bad-${digit}`);
      await expectRest(stage);
    }
  });

  it('does not keep the name from one who asks for another shape of it', async () => {
    const stage = createStage();
    await make(stage, 'bad', refusedBy(1));
    stage.clock.advance(1000);
    await make(stage, 'good');
    await drain(stage);
    expect(standing(stage)).toEqual([`${APP} A`]);
    expect(toldLines(stage)).toContainEqual(
      expect.stringContaining('as simple alias, this one asks for weighted'),
    );
    await expectRest(stage);
  });

  it('nor does one whose CNAME a TXT is in the way of', async () => {
    const stage = createStage();
    await foreign(stage, 'CREATE', { Name: APP, Type: 'TXT', TTL: 1, ResourceRecords: [{ Value: '"x"' }] });
    await make(stage, 'bad', { 'record-type': 'cname' });
    stage.clock.advance(1000);
    await make(stage, 'good');
    await drain(stage);
    expect(standing(stage)).toContain(`${APP} A`);
    await expectRest(stage);
  });

  it('does not keep the last record of one that is gone, and has the name once its settings are right', async () => {
    const stage = createStage();
    const old = await make(stage, 'old');
    await drain(stage);
    const bad = await make(stage, 'bad', refusedBy(1));
    await drain(stage);
    expect(standing(stage)).toEqual([`${APP} A`]);
    await deleteV2(stage, old);
    await drain(stage);
    await swept(stage);
    expect(standing(stage)).toEqual([]);
    await expectRest(stage);
    await untagV2(stage, bad, 'signpost/health-check-id');
    await drain(stage);
    expect(standing(stage)).toEqual([`${APP} A bad-1`]);
  });

  it('nor does one whose CNAME a TXT is in the way of, though both are decided in one run', async () => {
    const stage = createStage();
    const old = await make(stage, 'old');
    await drain(stage);
    await foreign(stage, 'CREATE', { Name: APP, Type: 'TXT', TTL: 1, ResourceRecords: [{ Value: '"x"' }] });
    await deleteV2(stage, old);
    await invoke(stage, instrument(stage.ports));
    // Its second look is lost.
    stage.queue.splice(0);
    stage.clock.advance(HALF_HOUR);
    await make(stage, 'bad', { 'record-type': 'cname' });
    await swept(stage);
    expect(standing(stage)).toEqual([`${APP} TXT`]);
    await expectRest(stage);
  });

  it('and one who waited for it take turns: each is told of its own refusal', async () => {
    const stage = createStage();
    await make(stage, 'bad', refusedBy(1));
    stage.clock.advance(1000);
    const { 'health-check-id': check = '' } = refusedBy(2);
    await make(stage, 'worse', { region: 'eu-west-1', 'health-check-id': check });
    await drain(stage);
    for (const { 'health-check-id': id } of [refusedBy(1), refusedBy(2)])
      expect(toldLines(stage)).toContainEqual(
        expect.stringContaining(`quarantined: Route 53 refuses it: A health check with id ${id}`),
      );
    await expectRest(stage);
    stage.route53.healthChecks.create({ id: check });
    await swept(stage);
    await swept(stage);
    expect(Object.values(zoneContents(stage))).toEqual([expect.stringContaining('eu-west-1')]);
    await expectRest(stage);
  });
});

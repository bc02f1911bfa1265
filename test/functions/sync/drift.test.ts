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
import { drain } from '../../stage/drain.ts';
import { FAULTS, instrument } from '../../stage/faults.ts';
import { operate } from '../../stage/operate.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const NAME = 'a.example.com';

async function quiet(stage: Stage): Promise<void> {
  await sweep(stage);
  await drain(stage);
}

/** A name whose record somebody removes, or puts another in its place. */
async function drifted(drift: 'restore' | 'respect' | undefined, instead?: string) {
  const stage = createStage({
    zones: [{ id: 'ZPUBLIC', name: 'example.com', private: false, ...(drift && { drift }) }],
  });
  const web = await createV2(stage, 'web', `${NAME} b.example.com`, { Type: 'network' });
  await drain(stage);
  await quiet(stage);
  const aliasOf = (host: string) => aliasA(host, web, 'Z26RNL4JYFTOTI');
  await foreign(stage, 'DELETE', aliasOf(NAME));
  if (instead !== undefined) await foreign(stage, 'CREATE', plainA(NAME, instead));
  await quiet(stage);
  return { stage, web, aliasOf };
}

const standing = (stage: Stage) => zoneContents(stage)[`${NAME} A`];
const outcome = (stage: Stage) => {
  const [{ outcome: it, reason, pending } = { outcome: 'none', reason: '', pending: undefined }] =
    Object.values(nameRow(stage, NAME)?.claims ?? {});
  return { outcome: it, reason, by: pending?.by };
};

describe('drift: restore', () => {
  it.each([undefined, 'restore'] as const)('(%s) puts back what was removed, and tells so', async (drift) => {
    const { stage, web } = await drifted(drift);
    expect(standing(stage)).toBe(web.dnsName);
    expect(stage.drifts).toEqual([
      expect.objectContaining({
        hostname: NAME,
        zoneId: 'ZPUBLIC',
        drift: 'restore',
        records: [expect.stringContaining(web.dnsName)],
      }),
    ]);
  });

  it("never touches what stands in its place: that is somebody else's", async () => {
    const { stage, web } = await drifted('restore', '192.0.2.7');
    expect(standing(stage)).toBe('192.0.2.7');
    expect(outcome(stage)).toMatchObject({ outcome: 'refused' });
    await foreign(stage, 'DELETE', plainA(NAME, '192.0.2.7'));
    await quiet(stage);
    expect(standing(stage)).toBe(web.dnsName);
  });
});

describe('drift: respect', () => {
  it.each([undefined, '192.0.2.7'])('leaves the name as somebody made it: %s', async (instead) => {
    const { stage, web } = await drifted('respect', instead);
    expect(standing(stage)).toBe(instead);
    expect(outcome(stage)).toEqual({
      outcome: 'held back',
      by: 'drift',
      reason: expect.stringMatching(/^drift is respected: .*; it would CREATE A alias to /),
    });
    expect(zoneContents(stage)['b.example.com A'], 'other names go on').toBe(web.dnsName);
    expect(stage.drifts).toHaveLength(1);
  });

  it('is settled: further looks and sweeps ask Route 53 for nothing new, and change no row', async () => {
    const { stage } = await drifted('respect');
    const row = nameRow(stage, NAME);
    const { ChangeResourceRecordSets } = stage.route53.calls;
    await sweep(stage);
    expect(stage.queue.filter(({ hint }) => hint.kind === 'name')).toEqual([]);
    await drain(stage);
    await quiet(stage);
    expect(nameRow(stage, NAME)).toEqual(row);
    expect(stage.route53.calls).toMatchObject({ ChangeResourceRecordSets });
    expect(stage.drifts).toHaveLength(1);
  });

  it('stays so where the name becomes free again, until an operator has it looked at', async () => {
    const { stage, web } = await drifted('respect', '192.0.2.7');
    await foreign(stage, 'DELETE', plainA(NAME, '192.0.2.7'));
    await quiet(stage);
    expect(standing(stage)).toBeUndefined();
    await operate(stage, { command: 'sync', name: NAME, zone: 'ZPUBLIC' });
    await drain(stage);
    expect(standing(stage)).toBe(web.dnsName);
    await quiet(stage);
    expect(outcome(stage)).toMatchObject({ outcome: 'published' });
  });

  it("an operator's look does not touch what somebody put there either", async () => {
    const { stage } = await drifted('respect', '192.0.2.7');
    await operate(stage, { command: 'sync', name: NAME, zone: 'ZPUBLIC' });
    await drain(stage);
    expect(standing(stage)).toBe('192.0.2.7');
    expect(outcome(stage)).toMatchObject({ outcome: 'refused' });
  });

  it('ends with a change of the claim', async () => {
    const { stage, web } = await drifted('respect');
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    await drain(stage);
    expect(standing(stage)).toBe(web.dnsName);
  });

  it('ends with the claim: nothing is left of it', async () => {
    const { stage, web } = await drifted('respect', '192.0.2.7');
    await untagV2(stage, web);
    await drain(stage);
    await quiet(stage);
    expect(nameRow(stage, NAME)?.claims).toEqual({});
    expect(standing(stage)).toBe('192.0.2.7');
  });

  it('gives the name to whoever waited for it, once the claim is gone', async () => {
    const { stage, web } = await drifted('respect');
    const next = await createV2(stage, 'next', NAME);
    await drain(stage);
    expect(standing(stage), 'while it is there, nobody writes').toBeUndefined();
    await deleteV2(stage, web);
    await drain(stage);
    await quiet(stage);
    expect(standing(stage)).toBe(next.dnsName);
  });

  it('holds for the sets that are left: they stay, and go with their claim', async () => {
    const stage = createStage({
      zones: [{ id: 'ZPUBLIC', name: 'example.com', private: false, drift: 'respect' }],
    });
    const web = await createV2(stage, 'web', NAME, { Type: 'network', IpAddressType: 'dualstack' });
    await drain(stage);
    await foreign(stage, 'DELETE', aliasA(NAME, web, 'Z26RNL4JYFTOTI'));
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({ [`${NAME} AAAA`]: web.dnsName });
    await deleteV2(stage, web);
    await drain(stage);
    await quiet(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('comes to an end with the setting', async () => {
    const { stage, web } = await drifted('respect');
    stage.settings.zones = stage.settings.zones.map((zone) => ({ ...zone, drift: 'restore' }));
    await quiet(stage);
    expect(standing(stage)).toBe(web.dnsName);
  });
});

describe('is no drift', () => {
  it.each(FAULTS)('what a run that %s one of its calls left behind', async (kind) => {
    for (let call = 1; call <= 14; call += 1) {
      const stage = createStage({
        zones: [{ id: 'ZPUBLIC', name: 'example.com', private: false, drift: 'respect' }],
      });
      const web = await createV2(stage, 'web', NAME, { Type: 'network' });
      await drain(stage);
      await setAddressType(stage, web, 'dualstack');
      await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
      await drain(stage, instrument(stage.ports, { call, kind }));
      await quiet(stage);
      expect(stage.drifts, `call ${call}`).toEqual([]);
      const contents = { [`${NAME} A`]: web.dnsName, [`${NAME} AAAA`]: web.dnsName };
      expect(zoneContents(stage), `call ${call}`).toEqual(contents);
    }
  });
});

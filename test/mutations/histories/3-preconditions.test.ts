import { describe, expect, it } from 'vitest';
import { aliasA, createV2, deleteV2, foreign, plainA, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { runsWhile } from './dies.ts';
import { HOST } from './seen.ts';

const THEIRS = { [`${HOST} A`]: '192.0.2.1' };

async function published(stage: Stage) {
  const web = await createV2(stage, 'web', HOST);
  await drain(stage);
  return web;
}

/** How many requests of each kind Route 53 got since. */
function asked(stage: Stage, since: Readonly<Record<string, number>>): Record<string, number> {
  const { calls } = stage.route53;
  return Object.fromEntries(
    Object.entries(calls).flatMap(([call, count]) =>
      count > (since[call] ?? 0) ? [[call, count - (since[call] ?? 0)]] : [],
    ),
  );
}

const one = (changes: Stage['route53']['changes'][number] | undefined) =>
  changes?.changes.map(({ Action, ResourceRecordSet: set }) => `${Action} ${set?.Type}`);

describe('between the read and the write somebody else was faster', () => {
  it('with a record in a free place: theirs stays', async () => {
    const stage = createStage();
    await createV2(stage, 'web', HOST);
    await runsWhile(stage, 'applyChanges', () => foreign(stage, 'CREATE', plainA(HOST)));
    await drain(stage);
    expect(zoneContents(stage)).toEqual(THEIRS);
  });

  it('with a record in the place of ours: a change of ours is refused', async () => {
    const stage = createStage();
    const web = await published(stage);
    await foreign(stage, 'DELETE', aliasA(HOST, web));
    await foreign(stage, 'CREATE', plainA(HOST));
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(THEIRS);
  });

  it('with a record in the place of ours, which is to go: theirs stays', async () => {
    const stage = createStage();
    const web = await published(stage);
    await foreign(stage, 'DELETE', aliasA(HOST, web));
    await foreign(stage, 'CREATE', aliasA(HOST, { arn: '', dnsName: 'other.us-east-1.elb.amazonaws.com' }));
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: 'other.us-east-1.elb.amazonaws.com' });
  });
});

describe('every change says what it expects', () => {
  it('a new set is created, a changed one is its exact values deleted and created, one that goes is deleted', async () => {
    const stage = createStage();
    const web = await published(stage);
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    await drain(stage);
    await untagV2(stage, web);
    await drain(stage);
    expect(stage.route53.changes.map(one)).toEqual([['CREATE A'], ['DELETE A', 'CREATE A'], ['DELETE A']]);
  });

  it('and what is known to stand is changed and withdrawn without a read of the zone', async () => {
    const stage = createStage();
    const web = await published(stage);
    const before = { ...stage.route53.calls };
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    await drain(stage);
    await untagV2(stage, web);
    await drain(stage);
    expect(asked(stage, before)).toEqual({ ChangeResourceRecordSets: 2 });
  });
});

describe('an answer that is lost', () => {
  const losing = (stage: Stage, when: 'before' | 'after') => {
    const { applyChanges } = stage.ports;
    let calls = 0;
    const lost: typeof applyChanges = async (...input) => {
      calls += 1;
      if (calls > 1) return applyChanges(...input);
      if (when === 'after') await applyChanges(...input);
      return { kind: 'unknown', error: new Error('the connection was reset') };
    };
    return instrument({ ...stage.ports, applyChanges: lost });
  };

  it('of a change that did not take effect: the name is read, and it is sent again', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await invoke(stage, losing(stage, 'before'));
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
    expect(nameRow(stage, HOST)).toMatchObject({ standing: [{ lb: web.arn }], doubt: false });
  });

  it('of a change that did: it is read and known, and not sent again', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    await invoke(stage, losing(stage, 'after'));
    expect(stage.route53.calls).toMatchObject({ ChangeResourceRecordSets: 1 });
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });
});

describe('a refusal', () => {
  it('of what took effect unseen before: the name is read, and nothing is concluded', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const { applyChanges } = stage.ports;
    let calls = 0;
    const twice: typeof applyChanges = async (...input) => {
      calls += 1;
      if (calls === 1) await applyChanges(...input);
      return applyChanges(...input);
    };
    await invoke(stage, instrument({ ...stage.ports, applyChanges: twice }));
    expect(nameRow(stage, HOST)).toMatchObject({ standing: [{ lb: web.arn }], doubt: false });
    await deleteV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });
});

import { describe, expect, it } from 'vitest';
import { createV2, deleteV2, putBehindV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { OF_MESH } from '../../stage/mesh.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { gaps, zoneContents } from '../../stage/zone-contents.ts';
import { HOST } from './seen.ts';

const at = ({ dnsName }: { readonly dnsName: string }) => ({ [`${HOST} A`]: dnsName });
const set = (id: string, weight = '1') => ({
  tags: { 'signpost/weight': weight, 'signpost/set-identifier': id },
});
const ofLine = (name: string) => ({
  'elbv2.k8s.aws/cluster': 'demo',
  'ingress.k8s.aws/stack': name,
  'ingress.k8s.aws/resource': 'LoadBalancer',
});

async function made(stage: Stage, name: string, options: Parameters<typeof createV2>[3] = {}) {
  stage.clock.advance(1000);
  const found = await createV2(stage, name, HOST, options);
  await drain(stage);
  return found;
}

/** Runs whose hints to this load balancer get lost. */
function deafTo(stage: Stage, { arn }: { readonly arn: string }) {
  const { writeHints } = stage.ports;
  const deaf: typeof writeHints = (hints) =>
    writeHints(hints.filter(({ hint }) => hint.kind === 'name' || hint.id !== arn));
  return instrument({ ...stage.ports, writeHints: deaf });
}

/** Batches that took a set away and gave none in its place: `host type set`. */
function bareDeletions(stage: Stage): string[] {
  const keyOf = (
    each: { Name?: string | undefined; Type?: string | undefined; SetIdentifier?: string | undefined } = {},
  ) => `${each.Name} ${each.Type} ${each.SetIdentifier ?? ''}`;
  return stage.route53.changes.flatMap(({ changes }) => {
    const created = new Set(
      changes.flatMap(({ Action, ResourceRecordSet }) =>
        Action === 'CREATE' ? [keyOf(ResourceRecordSet)] : [],
      ),
    );
    return changes.flatMap(({ Action, ResourceRecordSet }) =>
      Action === 'DELETE' && !created.has(keyOf(ResourceRecordSet)) ? [keyOf(ResourceRecordSet)] : [],
    );
  });
}

describe('the holder goes while another waits', () => {
  it('its record stays until that one’s own run replaces it, in one batch', async () => {
    const stage = createStage();
    const old = await made(stage, 'old');
    const next = await made(stage, 'next');
    await deleteV2(stage, old);
    await drain(stage, deafTo(stage, next));
    expect(zoneContents(stage)).toEqual(at(old));
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(next));
    expect(gaps(stage)).toEqual([]);
  });

  it('the set of one of several: it stays until the one that waits for it replaces it', async () => {
    const stage = createStage();
    const blue = await made(stage, 'blue', set('blue'));
    const green = await made(stage, 'green', set('green'));
    const next = await made(stage, 'next', set('blue', '2'));
    await deleteV2(stage, blue);
    await drain(stage, deafTo(stage, next));
    expect(zoneContents(stage)).toMatchObject({ [`${HOST} A blue`]: `${blue.dnsName} weight 1` });
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({
      [`${HOST} A blue`]: `${next.dnsName} weight 2`,
      [`${HOST} A green`]: `${green.dnsName} weight 1`,
    });
    expect(bareDeletions(stage)).toEqual([]);
  });

  it('the last of several sets, for which one of another shape waits: both in one batch', async () => {
    const stage = createStage();
    const blue = await made(stage, 'blue', set('blue'));
    const alone = await made(stage, 'alone');
    await untagV2(stage, blue);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(alone));
    expect(gaps(stage)).toEqual([]);
  });

  it('and that one is not bound yet: its record stays for an hour', async () => {
    const stage = createStage();
    const old = await made(stage, 'old');
    await createV2(stage, 'next', HOST, { tags: OF_MESH });
    await drain(stage, instrument(stage.ports), 60_000);
    await deleteV2(stage, old);
    await drain(stage, instrument(stage.ports), 5 * 60_000);
    expect(zoneContents(stage)).toEqual(at(old));
  });
});

describe('a living holder', () => {
  it('keeps its name against one that comes first and is not ready', async () => {
    const stage = createStage();
    const old = await made(stage, 'old');
    const next = await made(stage, 'next');
    await tagV2(stage, next, { 'signpost/priority': '1' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(old));
    await putBehindV2(stage, next);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(next));
  });

  it('keeps it against one with a healthy target that is still being made', async () => {
    const stage = createStage();
    const old = await made(stage, 'old');
    const next = await made(stage, 'next', { tags: { 'sandbox/state': 'provisioning' } });
    await putBehindV2(stage, next);
    await tagV2(stage, next, { 'signpost/priority': '1' });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(old));
  });

  it('keeps it against one that is older and comes back', async () => {
    const stage = createStage();
    const old = await createV2(stage, 'old', undefined);
    const web = await made(stage, 'web');
    await putBehindV2(stage, old);
    await tagV2(stage, old, { 'signpost/hostname': HOST });
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(web));
  });
});

describe('a line', () => {
  async function standsIn(stage: Stage) {
    stage.settings.clusters = [{ name: 'demo', match: 'off' }];
    const old = await made(stage, 'old', { tags: ofLine('a') });
    const other = await made(stage, 'other', { tags: ofLine('b') });
    await deleteV2(stage, old);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(other));
    return other;
  }

  async function comesBack(stage: Stage) {
    const again = await createV2(stage, 'new', HOST, { tags: ofLine('a') });
    await putBehindV2(stage, again);
    await drain(stage);
    return again;
  }

  it('gets its name back from a stand-in within the hour', async () => {
    const stage = createStage();
    await standsIn(stage);
    stage.clock.advance(50 * 60_000);
    expect(await comesBack(stage).then((again) => at(again))).toEqual(zoneContents(stage));
    expect(gaps(stage)).toEqual([]);
  });

  it('and not after it', async () => {
    const stage = createStage();
    const other = await standsIn(stage);
    stage.clock.advance(61 * 60_000);
    await sweep(stage);
    await drain(stage);
    await comesBack(stage);
    expect(zoneContents(stage)).toEqual(at(other));
  });
});

describe('several load balancers on one name', () => {
  it('change its shape together: no moment in which one has the traffic of all', async () => {
    const stage = createStage();
    const blue = await made(stage, 'blue', {
      tags: { 'signpost/region': 'us-east-1', 'signpost/set-identifier': 'blue' },
    });
    const green = await made(stage, 'green', {
      tags: { 'signpost/region': 'eu-west-1', 'signpost/set-identifier': 'green' },
    });
    const before = zoneContents(stage);
    const { length } = stage.route53.changes;
    for (const each of [green, blue]) {
      expect(zoneContents(stage)).toEqual(before);
      await tagV2(stage, each, { 'signpost/weight': '1' });
      await untagV2(stage, each, 'signpost/region');
      await drain(stage);
    }
    expect(stage.route53.changes.slice(length).map(({ changes }) => changes.length)).toEqual([4]);
    expect(Object.values(zoneContents(stage))).toEqual([
      `${blue.dnsName} weight 1`,
      `${green.dnsName} weight 1`,
    ]);
  });

  it('the row tells who holds which', async () => {
    const stage = createStage();
    const blue = await made(stage, 'blue', set('blue'));
    expect(nameRow(stage, HOST)?.holders).toMatchObject({ blue: { lb: blue.arn } });
  });
});

import { describe, expect, it } from 'vitest';
import { closingHints } from '../../../functions/survey/closing-hints.ts';
import { storeSurvey } from '../../../functions/survey/store-survey.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { createClassic, createV2, deleteClassic, deleteV2, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain, invoke, surveyBySchedule, surveyPorts } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { OF_MESH, setMesh } from '../../stage/mesh.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { CAUSE, everCreated, HOST, lookAt, losesEvents, readName } from './seen.ts';

const at = ({ dnsName }: { readonly dnsName: string }, host = HOST) => ({ [`${host} A`]: dnsName });

async function holding(stage: Stage, name = 'old') {
  const made = await createV2(stage, name, HOST);
  await drain(stage);
  return made;
}

describe('what a run has not looked at itself', () => {
  it('a load balancer that waits by the ledger, and asks no more, is published at no moment', async () => {
    const stage = createStage();
    const old = await holding(stage);
    const next = await createV2(stage, 'next', HOST);
    await drain(stage);
    await untagV2(stage, next);
    losesEvents(stage);
    await deleteV2(stage, old);
    await drain(stage);
    expect(everCreated(stage)).not.toContain(`${HOST} A ${next.dnsName}`);
    expect(zoneContents(stage)).toEqual({});
  });

  it('a load balancer that was missed once, by the ledger, is not withdrawn by a read of its name', async () => {
    const stage = createStage();
    const web = await createClassic(stage, 'web', HOST);
    await drain(stage);
    await deleteClassic(stage, web);
    await invoke(stage, instrument(stage.ports));
    // There again, unheard, and with the look that was to come: what stands was never missed twice.
    await createClassic(stage, 'web', HOST);
    losesEvents(stage);
    stage.clock.advance(90_000);
    readName(stage);
    await invoke(stage, instrument(stage.ports));
    expect(zoneContents(stage)).toEqual(at(web));
  });
});

describe('a survey from before the hint', () => {
  it('says nothing for a name that is new', async () => {
    const stage = createStage();
    const mesh = await createV2(stage, 'mesh', undefined, { tags: OF_MESH });
    const serving = (host: string) =>
      setMesh(stage, { shows: [mesh.dnsName], serves: { 'Gateway/istio/gw': [host] } });
    serving(HOST);
    await surveyBySchedule(stage, 'demo');
    await drain(stage);
    stage.clock.advance(60_000);
    serving('b.example.com');
    await tagV2(stage, mesh, { 'signpost/hostname': HOST });
    await drain(stage);
    expect(everCreated(stage)).toEqual([]);
  });

  it('is not enough to take over from one that goes', async () => {
    const stage = createStage();
    const old = await createV2(stage, 'old', HOST, { tags: OF_MESH });
    stage.clock.advance(1000);
    const next = await createV2(stage, 'next', HOST, { tags: OF_MESH });
    const serving = (host: string) =>
      setMesh(stage, { shows: [old.dnsName, next.dnsName], serves: { 'Gateway/istio/gw': [host] } });
    serving(HOST);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(old));
    stage.clock.advance(60_000);
    serving('b.example.com');
    await deleteV2(stage, old);
    await drain(stage);
    expect(everCreated(stage)).not.toContain(`${HOST} A ${next.dnsName}`);
  });

  it('is followed by one that the hint of its end goes by', async () => {
    const stage = createStage();
    const mesh = await createV2(stage, 'mesh', HOST, { tags: OF_MESH });
    setMesh(stage, { shows: [mesh.dnsName], serves: { 'Gateway/istio/gw': [HOST] } });
    // Reading takes a while: the hint that tells of its end is younger than the survey.
    stage.answerAsks = async (asks) => {
      stage.clock.advance(Math.max(...asks.map(({ notBefore }) => notBefore)) - stage.clock.now());
      const survey = stage.surveyOf('demo', stage.clock.now());
      stage.clock.advance(20_000);
      const changed = await storeSurvey(survey, surveyPorts(stage));
      for (const hint of closingHints(survey, asks, changed)) stage.put(hint);
    };
    await drain(stage, instrument(stage.ports), 10 * 60_000);
    expect(zoneContents(stage)).toEqual(at(mesh));
  });
});

describe('what an event says', () => {
  it('that a load balancer was deleted, replayed after another of its name came: is not believed', async () => {
    const stage = createStage();
    await createClassic(stage, 'web', HOST);
    await drain(stage);
    await deleteClassic(stage, { arn: 'web', dnsName: '' });
    const again = await createClassic(stage, 'web', HOST);
    await drain(stage);
    const id = 'classic/us-east-1/web' as LoadBalancerId;
    for (let time = 0; time < 2; time += 1) {
      losesEvents(stage);
      stage.put({ kind: 'load-balancer', id, cause: CAUSE, says: { exists: false } });
      await invoke(stage, instrument(stage.ports));
      stage.clock.advance(120_000);
    }
    expect(zoneContents(stage)).toEqual(at(again));
  });

  it('that a tag was set, replayed after it was set to something else: is not believed', async () => {
    const stage = createStage();
    const web = await holding(stage);
    const says = { tags: { 'signpost/hostname': 'b.example.com' } };
    stage.put({ kind: 'load-balancer', id: web.arn as LoadBalancerId, cause: CAUSE, says });
    await drain(stage);
    expect(everCreated(stage)).toEqual([`${HOST} A ${web.dnsName}`]);
  });

  it('of what the API does not show yet: is looked at again', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const { listLoadBalancers } = stage.ports;
    const stale: typeof listLoadBalancers = async (ids) =>
      new Map(
        [...(await listLoadBalancers(ids))].map(([id, look]) => [
          id,
          look.kind === 'present' ? { ...look, loadBalancer: { ...look.loadBalancer, tags: {} } } : look,
        ]),
      );
    await invoke(stage, instrument({ ...stage.ports, listLoadBalancers: stale }));
    expect(zoneContents(stage)).toEqual({});
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(web));
  });
});

describe('without a sweep', () => {
  it('the holder goes, and the one that waits is told', async () => {
    const stage = createStage();
    const old = await holding(stage);
    const next = await createV2(stage, 'next', HOST);
    await drain(stage);
    await deleteV2(stage, old);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(next));
  });

  it('the holder went unheard, and whoever asks for its name has it looked at', async () => {
    const stage = createStage();
    const old = await holding(stage);
    await deleteV2(stage, old);
    losesEvents(stage);
    const next = await createV2(stage, 'next', HOST);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(next));
  });

  it('a name is asked for no more, and the second look comes by itself', async () => {
    const stage = createStage();
    const web = await holding(stage);
    await untagV2(stage, web);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });
});

describe('all events are lost, then one sweep', () => {
  it('finds what is there', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    losesEvents(stage);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(web));
  });

  it('finds what is gone', async () => {
    const stage = createStage();
    const web = await holding(stage);
    await deleteV2(stage, web);
    losesEvents(stage);
    await sweep(stage);
    await drain(stage);
    expect(zoneContents(stage)).toEqual({});
  });

  it('and hints in every order, doubled, end with the same', async () => {
    const stage = createStage();
    const old = await holding(stage);
    const next = await createV2(stage, 'next', HOST);
    await deleteV2(stage, old);
    stage.queue.reverse();
    for (const each of [old, next, old]) lookAt(stage, each);
    await drain(stage);
    expect(zoneContents(stage)).toEqual(at(next));
  });
});

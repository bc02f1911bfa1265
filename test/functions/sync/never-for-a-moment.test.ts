import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createV2, tagV2 } from '../../stage/actions.ts';
import { drain, surveyBySchedule } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { live, OF_MESH, setMesh } from '../../stage/mesh.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const SERVED = 'a.example.com';
const UNSERVED = 'b.example.com';

/** What may come in any order, any number of times, between the creation and the status that shows the load balancer. */
const steps: Readonly<Record<string, (stage: Stage, world: World) => unknown>> = {
  'the status shows it': (stage, world) => {
    world.isShown = true;
    cluster(stage, world);
  },
  'a survey by the schedule': (stage) => surveyBySchedule(stage, 'demo'),
  'sync, and the surveys that it asks for': (stage) => drain(stage, instrument(stage.ports), 20_000),
  'a sweep': (stage) => sweep(stage),
  'its tags are written once more': (stage, { web }) =>
    tagV2(stage, web, { 'signpost/hostname': `${SERVED} ${UNSERVED}` }),
  'the cluster cannot be read': (stage, world) => {
    world.isAway = true;
    cluster(stage, world);
  },
  'it can be read again': (stage, world) => {
    world.isAway = false;
    cluster(stage, world);
  },
  'a minute passes': (stage) => stage.clock.advance(60_000),
};

interface World {
  readonly web: { readonly arn: string; readonly dnsName: string };
  isShown: boolean;
  isAway: boolean;
}

/** Its Gateway is there all the time, and serves one of its two names. */
function cluster(stage: Stage, { web, isShown, isAway }: World): void {
  setMesh(stage, { shows: isShown ? [web.dnsName] : [], serves: { 'Gateway/istio/gw': [SERVED] } });
  const { surveyOf } = stage;
  if (isAway)
    stage.surveyOf = (...asked) => ({
      ...surveyOf(...asked),
      complete: false,
      problem: 'away',
      entrances: {},
      annotations: {},
    });
}

const hostsCreated = (stage: Stage) =>
  new Set(
    stage.route53.changes.flatMap(({ changes }) =>
      changes.map(({ ResourceRecordSet: set }) => set?.Name?.replace(/\.$/, '')),
    ),
  );

it('a load balancer that is there before its status, with a name that its Gateway does not serve: that one is never published, not for a moment', async () => {
  const told = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 1, maxLength: 12 }),
      async (history) => {
        const stage = createStage();
        const web = await createV2(stage, 'web', `${SERVED} ${UNSERVED}`, { tags: OF_MESH });
        const world: World = { web, isShown: false, isAway: false };
        cluster(stage, world);
        for (const step of history) {
          await steps[step]?.(stage, world);
          if (!world.isShown)
            expect(hostsCreated(stage), `before the status, after ${step}`).toEqual(new Set());
        }
        world.isShown = true;
        world.isAway = false;
        cluster(stage, world);
        await live(stage, 30);
        expect(zoneContents(stage), 'in the end').toEqual({ [`${SERVED} A`]: web.dnsName });
        expect([...hostsCreated(stage)], 'ever').toEqual([SERVED]);
        for (const { hostname, outcome } of stage.decisions) told.add(`${hostname} ${outcome}`);
      },
    ),
    { numRuns: 300 },
  );
  expect([...told].sort()).toEqual(
    [
      `${SERVED} not bound yet`,
      `${SERVED} published`,
      `${UNSERVED} not bound yet`,
      `${UNSERVED} refused`,
      `${UNSERVED} left`,
    ].sort(),
  );
}, 60_000);

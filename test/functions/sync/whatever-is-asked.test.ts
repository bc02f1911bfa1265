import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sync } from '../../../functions/sync/sync.ts';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { sweep } from '../../stage/sweep.ts';
import { histories, retaggings } from './whatever/arbitrary.ts';
import { expectRest, expectWell } from './whatever/expect.ts';
import { createWorld, happen, put, type World } from './whatever/world.ts';

const RUNS = Number(process.env['RUNS'] ?? 150);
const SEED = Number(process.env['SEED'] ?? 7);

it('whatever is asked for and whatever stands there, Route 53 is sent nothing that it refuses', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ([first, events]) => {
      const world = createWorld();
      for (const each of first) await put(world, each);
      for (const each of events) await happen(world, each);
      await drain(world.stage, instrument(world.ports));
      expectWell(world);
      await expectRest(world);
      await happen(world, { kind: 'sweep' });
      expectWell(world);
      await expectRest(world);
      if (world.stage.settings.policy === 'sync') return;
      world.stage.settings.policy = 'sync';
      await happen(world, { kind: 'sweep' });
      expectWell(world);
      await expectRest(world);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);

/** Hosts with a record of any zone. */
function published({ stage }: World): Set<string> {
  const all = ['ZPUBLIC', 'ZPRIVATE', 'ZSUB'].flatMap((zone) => stage.route53.records(zone));
  return new Set(all.filter(({ Type }) => ['A', 'AAAA', 'CNAME'].includes(Type)).map(({ Name }) => Name));
}

it('whatever becomes of the settings of a name that is asked for, what is published stays published', async () => {
  await fc.assert(
    fc.asyncProperty(retaggings, async (taggings) => {
      const world = createWorld();
      const { stage, ports } = world;
      let before = new Set<string>();
      const watched = {
        ...ports,
        applyChanges: async (...input: Parameters<typeof ports.applyChanges>) => {
          const answer = await ports.applyChanges(...input);
          const now = published(world);
          expect([...before].filter((host) => !now.has(host))).toEqual([]);
          return answer;
        },
      };
      for (const tags of taggings) {
        await happen(world, { kind: 'tag', player: 0, tags });
        await drain(stage, instrument(watched));
        await happen(world, { kind: 'sweep' });
        const now = published(world);
        expect([...before].filter((host) => !now.has(host))).toEqual([]);
        before = now;
      }
      expectWell(world);
      await expectRest(world);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);

/** Works off the queue message by message, so that no run sees what another was told. */
async function drainOneByOne({ stage, ports }: World, which: number): Promise<void> {
  const { clock, queue } = stage;
  const most = 50 + 10 * queue.length;
  for (let count = 0; queue.length > 0; count += 1) {
    expect(count, 'messages until all is quiet').toBeLessThan(most);
    clock.advance(Math.max(0, Math.min(...queue.map(({ readyAt }) => readyAt)) - clock.now()));
    const ready = queue.filter(({ readyAt }) => readyAt <= clock.now());
    const next = ready.splice(which % ready.length, 1);
    queue.splice(0, queue.length, ...queue.filter((each) => !next.includes(each)));
    const failed = await sync(next, ports, stage.run, stage.settings);
    expect(failed).toEqual([]);
  }
}

it('hints come to rest message by message, also where Route 53 refuses some of it', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(5), fc.boolean(), async ([first, events], which, isThere) => {
      const world = createWorld({ hasHealthCheck: isThere });
      for (const each of first) await put(world, each);
      for (const each of events) {
        if (each.kind === 'rest') await drainOneByOne(world, which);
        else if (each.kind !== 'sweep' && each.kind !== 'policy') await happen(world, each);
      }
      await drainOneByOne(world, which);
      await sweep(world.stage);
      await drainOneByOne(world, which);
      if (!isThere) world.refused.splice(0);
      expectWell(world);
      await expectRest(world);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);

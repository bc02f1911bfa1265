import type { Route53Client } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictOf } from '../../../shared/records/coexistence.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import { canonical } from '../../../shared/records/same-record-set.ts';
import { applyChanges } from '../../../shared/route53/apply-changes.ts';
import { worldClient } from '../../world/client.ts';
import { createRoute53 } from '../../world/route53/world.ts';
import { listFreely } from './list-freely.ts';
import { HEALTH_CHECK, setsOfAName } from './our-record-sets.ts';

const ZONE = { id: 'Z1', name: 'example.com', private: false };

function start() {
  const route53 = createRoute53({ clock: () => 0 });
  route53.createZone(ZONE);
  route53.healthChecks.create({ id: HEALTH_CHECK });
  const client = worldClient<Route53Client>(route53.operations, {
    account: '000000000000',
    region: 'us-east-1',
  });
  const apply = applyChanges(() => client);
  const list = listFreely(client, () => 0);
  return {
    change: (host: string, deletes: readonly RecordSet[], creates: readonly RecordSet[]) =>
      apply(ZONE, [{ key: `Z1#${host}`, host, deletes, creates }], 'test'),
    list: async (host: string) => (await list(ZONE, [host])).get(host)?.sets ?? [],
  };
}
const texts = (sets: readonly RecordSet[]) => sets.map(canonical).sort();
const host = fc.constantFrom('a.example.com', '*.example.com', '*.b.example.com', 'a-b.example.com');

describe('whatever Signpost may write of a name', () => {
  it('is taken, and read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(host, setsOfAName, async (name, sets) => {
        const { change, list } = start();
        expect(await change(name, [], sets)).toMatchObject({ kind: 'applied' });
        expect(texts(await list(name))).toEqual(texts(sets));
      }),
      { numRuns: 500 },
    );
  });

  it('is deleted by what was read, and by what was written', async () => {
    await fc.assert(
      fc.asyncProperty(host, setsOfAName, fc.boolean(), async (name, sets, asRead) => {
        const { change, list } = start();
        await change(name, [], sets);
        const gone = asRead ? await list(name) : sets;
        expect(await change(name, gone, [])).toMatchObject({ kind: 'applied' });
        expect(await list(name)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('becomes anything else in one batch: of another policy, another type, other targets', async () => {
    await fc.assert(
      fc.asyncProperty(host, setsOfAName, setsOfAName, async (name, before, after) => {
        const { change, list } = start();
        await change(name, [], before);
        const standing = await list(name);
        const kept = new Set(texts(standing).filter((text) => texts(after).includes(text)));
        const other = (sets: readonly RecordSet[]) => sets.filter((set) => !kept.has(canonical(set)));
        if (other(standing).length + other(after).length === 0) return;
        expect(await change(name, other(standing), other(after))).toMatchObject({ kind: 'applied' });
        expect(texts(await list(name))).toEqual(texts(after));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what may stand together', () => {
  it('is what the records say: Route 53 takes two sets of a name where they see no conflict, else one', async () => {
    const one = setsOfAName.map(([set]) => set as RecordSet);
    const seen = { together: 0, apart: 0 };
    await fc.assert(
      fc.asyncProperty(one, one, async (first, second) => {
        const { change } = start();
        await change('a.example.com', [], [first]);
        const answer = await change('a.example.com', [], [second]);
        const conflict = conflictOf(first, second);
        seen[conflict === undefined ? 'together' : 'apart'] += 1;
        expect([answer.kind, conflict]).toEqual([conflict === undefined ? 'applied' : 'refused', conflict]);
      }),
      { numRuns: 2000 },
    );
    expect(seen.together).toBeGreaterThan(100);
    expect(seen.apart).toBeGreaterThan(100);
  });
});

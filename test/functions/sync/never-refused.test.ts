import { describe, expect, it } from 'vitest';
import { drain } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { meanwhile as whenFirst } from '../../stage/meanwhile.ts';
import { createStage } from '../../stage/stage.ts';
import { refusals } from '../../world/route53/answers/answers.ts';
import { expectRest, expectTold, makeNeighbour, swept } from './leads/expect.ts';
import type { Lead, Never } from './leads/lead.ts';
import { namesAndValues } from './leads/names-and-values.ts';
import { onlyRoute53Knows } from './leads/only-route53-knows.ts';
import { routing } from './leads/routing.ts';
import { shapes } from './leads/shapes.ts';

const leads: Readonly<Record<string, Lead | Never | readonly Lead[]>> = {
  ...namesAndValues,
  ...shapes,
  ...routing,
};

it('there is a lead to everything that Route 53 of the tests refuses, or a reason why there is none', () => {
  const known = Object.keys({ ...leads, ...onlyRoute53Knows });
  expect(refusals.filter((id) => !known.includes(id))).toEqual([]);
  expect(Object.keys(leads).filter((id) => !refusals.includes(id) || id in onlyRoute53Knows)).toEqual([]);
});

describe('what Route 53 refuses is not sent', () => {
  const met = Object.entries(leads).flatMap(([id, lead]) => {
    const all = 'never' in lead ? [] : [lead].flat();
    return all.map((each) => [id, each] as const);
  });

  it.each(met)('%s', async (_, { meet, told }) => {
    const stage = createStage();
    await makeNeighbour(stage);
    await meet(stage);
    await drain(stage);
    expectTold(stage, told);
    await expectRest(stage);
    await swept(stage);
    expectTold(stage, told);
    await expectRest(stage);
    expect(stage.route53.refused).toEqual([]);
  });
});

describe('what only Route 53 knows is refused alone, told, tried again by the sweep, and done once it can be', () => {
  it.each(Object.entries(onlyRoute53Knows))('%s', async (_, known) => {
    const { limits = {}, refusals: most = 1 } = known;
    const stage = createStage({}, limits);
    const { refused } = stage.route53;
    const cure = await known.meet(stage);
    await makeNeighbour(stage);
    const { meanwhile: act } = known;
    const ports = act ? whenFirst(stage.ports, 'applyChanges', () => act(stage)) : stage.ports;
    await drain(stage, instrument(ports));
    expectTold(stage, known.told);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(most);
    await expectRest(stage);

    const before = refused.length;
    await swept(stage);
    expectTold(stage, known.told);
    expect(refused.length - before).toBeLessThanOrEqual(most);
    await expectRest(stage);

    await cure?.();
    await drain(stage);
    const tried = refused.length;
    await swept(stage);
    expectTold(stage, known.cured ?? known.told);
    expect(refused).toHaveLength(tried);
    await expectRest(stage);
  });
});

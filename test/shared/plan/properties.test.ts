import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameRow } from '../../../shared/ledger/same-row.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { decideName } from '../../../shared/plan/decide-name.ts';
import type { Decision } from '../../../shared/plan/decision.ts';
import { isEmpty } from '../../../shared/plan/difference.ts';
import type { NameInput } from '../../../shared/plan/name-input.ts';
import { expectSettled, expectStill } from './model/end-state.ts';
import { type Event, histories } from './model/histories.ts';
import { expectSafe } from './model/invariants.ts';
import { happen, pass, sweep } from './model/live.ts';
import { type Round, run } from './model/run.ts';
import { shuffled } from './model/shuffle.ts';
import { count, type Tally } from './model/tally.ts';
import { KEY, newWorld, READY, type World } from './model/world.ts';

const RUNS = Number(process.env['RUNS'] ?? 1000);
const SEED = Number(process.env['SEED'] ?? 4);
const PARAMETERS = { numRuns: RUNS, seed: SEED };

function live(events: readonly Event[], check: (world: World, round: Round) => void): World {
  const world = newWorld();
  for (const event of events) for (const round of happen(world, event)) check(world, round);
  return world;
}

/** Somebody whose claim cannot be judged asks for another set now, and lost the old one to this run: it begins anew. */
function losesUnbound({ observations }: NameInput, { row, announced }: Decision): boolean {
  return observations.some(
    ({ id, asks }) =>
      ['unbound', 'unserved'].includes(asks.get(KEY)?.check.kind ?? '') &&
      announced.standing.some(({ lb }) => lb === id) &&
      !row.standing.some(({ lb }) => lb === id),
  );
}

/** After a refusal by Route 53 the others are left to runs of their own, and who takes a place to a fresh survey. */
function leavesSomebody({ observations }: NameInput, { follow, askSurvey }: Decision): boolean {
  return observations.some(({ id }) => follow.includes(id) || askSurvey.includes(id));
}

it('every decision is safe', () => {
  const tally: Tally = new Map();
  fc.assert(
    fc.property(histories, (events) => {
      live(events, (world, round) => {
        count(tally, round);
        expectSafe(world, round);
      });
    }),
    PARAMETERS,
  );
  const never = [...tally].filter(([, times]) => times === 0).map(([kind]) => kind);
  // Fewer need not bring about everything.
  if (RUNS >= 1000) expect(never, 'what never happened').toEqual([]);
});

it('the plan of a plan’s result is empty', () => {
  fc.assert(
    fc.property(histories, (events) => {
      live(events, (_, { input, decision, answer }) => {
        if (answer !== 'applied' && answer !== 'nothing to send') return;
        if (losesUnbound(input, decision) || leavesSomebody(input, decision)) return;
        const { refusal: _r, listing: _l, ...rest } = input;
        const again = decideName({ ...rest, mustRead: false, row: decision.row });
        expect(again.mustRead).toBe(false);
        expect(isEmpty(again.changes)).toBe(true);
        expect(again.row.claims).toEqual(decision.row.claims);
        expect(sameRow(again.row, decision.row)).toBe(true);
      });
    }),
    PARAMETERS,
  );
});

it('no order of claims and looks changes a decision', () => {
  const orders = fc.array(fc.nat(1_000_000), { minLength: 7, maxLength: 13 });
  fc.assert(
    fc.property(histories, orders, (events, order) => {
      live(events, (_, { input, decision }) => {
        const other = decideName(shuffled(input, order));
        const told = ({
          changes,
          row,
          announced,
          follow,
          waitedFor,
          lookFirst,
          lookAgain,
          askSurvey,
        }: Decision) => ({
          deletes: asText(changes.deletes),
          creates: asText(changes.creates),
          follow: asText(follow),
          waitedFor: asText(waitedFor.map(({ holder, claimants }) => [holder, ...[...claimants].sort()])),
          lookFirst: asText(lookFirst),
          lookAgain: asText(lookAgain),
          askSurvey: asText(askSurvey),
          row,
          announced,
        });
        expect(told(other)).toEqual(told(decision));
      });
    }),
    PARAMETERS,
  );
});

const asText = (all: readonly unknown[]): string[] => all.map((each) => JSON.stringify(each)).sort();

it('ends with every claim standing or waiting for one that stands', () => {
  fc.assert(
    fc.property(histories, fc.boolean(), fc.boolean(), (events, isTogether, isAllWell) => {
      const world = live(events, () => undefined);
      comeToRest(world, isAllWell);
      const groups = (all: readonly LoadBalancerId[]) => (isTogether ? [[...all]] : all.map((id) => [id]));
      for (const round of [...sweep(world, groups), ...pass(world, 1800)]) expectSafe(world, round);
      expectSettled(world);
      // What was sent is forgotten an hour later.
      for (let sweeps = 0; sweeps < 3; sweeps += 1) sweep(world, groups);
      expectSettled(world);
      if (!isAllWell) return;
      expect(world.row.sent).toEqual([]);
      expectStill(sweep(world, (all) => all.map((id) => [id])));
      expectStill(sweep(world, (all) => [[...all]]));
    }),
    PARAMETERS,
  );
});

/** Nobody interferes any more: strangers leave, what is in flight lands, surveys are fresh, the name is asked about. */
function comeToRest(world: World, isAllWell: boolean): void {
  world.zone.hasHealthCheck = isAllWell;
  happen(world, { kind: 'land' });
  world.policy = 'sync';
  world.zone.entries = world.zone.entries.filter(({ by }) => by === 'us');
  Object.assign(world.zone, { otherTypes: [] });
  for (const each of world.balancers.values())
    if (each.asks?.check.kind === 'stale' || each.asks?.check.kind === 'unbound')
      each.asks = { ...each.asks, check: READY };
  run(world, [], 'none', true);
}

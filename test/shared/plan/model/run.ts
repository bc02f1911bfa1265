import type { Decided } from '../../../../functions/sync/decide.ts';
import type { Run } from '../../../../functions/sync/ports.ts';
import { linkWrite } from '../../../../functions/sync/write-links.ts';
import { mentionedBy, type NameRow } from '../../../../shared/ledger/rows.ts';
import { emptyZoneRow } from '../../../../shared/ledger/zone-row.ts';
import type { LoadBalancerId } from '../../../../shared/load-balancers/load-balancer.ts';
import { decideName } from '../../../../shared/plan/decide-name.ts';
import type { Decision } from '../../../../shared/plan/decision.ts';
import { isEmpty } from '../../../../shared/plan/difference.ts';
import type { NameInput } from '../../../../shared/plan/name-input.ts';
import { policyGates } from '../../../../shared/plan/policy-gates.ts';
import type { RecordSet } from '../../../../shared/records/record-set.ts';
import { KEY, lookAt, newId, READY, readinessOf, WITHDRAW_AFTER, type World } from './world.ts';
import { applyBatch } from './zone.ts';

/** What goes wrong in a run. `half`: it dies after the first of several links. The others are about the answer to its batch. */
export type Fault = 'none' | 'half' | 'lost before' | 'lost after' | 'late' | 'nobody else is looked at';

/** One decision that was carried out. */
export interface Round {
  readonly input: NameInput;
  readonly decision: Decision;
  /** What stood before and after: all of it. */
  readonly before: readonly RecordSet[];
  readonly after: readonly RecordSet[];
  readonly answer: 'nothing to send' | 'applied' | 'refused' | 'lost' | 'half';
  readonly message?: string;
}

/** As many as in `sync`. */
const ROUNDS = 6;

/** Looks at these load balancers and goes through the sequence of `sync` for the one name, round after round. */
export function run(
  world: World,
  ids: readonly LoadBalancerId[],
  fault: Fault = 'none',
  mustRead = false,
): Round[] {
  const rounds: Round[] = [];
  const observed = new Set(ids);
  for (const id of ids) world.hints.delete(id);
  let work: Pick<NameInput, 'mustRead' | 'refusal' | 'tried' | 'hinted' | 'retry'> = {
    mustRead,
    hinted: mustRead,
    retry: mustRead,
  };
  for (let round = 0; ; round += 1) {
    if (round === ROUNDS) throw new Error(`not finished after ${ROUNDS} rounds`);
    const { input, decision } = decide(world, [...observed], work);
    if (decision.lookFirst.length > 0) {
      const tried = new Set([...(work.tried ?? []), ...decision.lookFirst]);
      work = { ...work, mustRead: true, tried };
      if (fault !== 'nobody else is looked at') for (const id of decision.lookFirst) observed.add(id);
      continue;
    }
    const done = carryOut(world, input, decision, observed, fault);
    rounds.push(done);
    if (done.answer !== 'refused') {
      if (done.answer === 'lost' || done.answer === 'half')
        for (const id of observed) hint(world, id, world.now);
      else follow(world, decision);
      return rounds;
    }
    work = { mustRead: true, refusal: { changes: decision.changes, message: done.message ?? '' } };
  }
}

function decide(
  world: World,
  observed: readonly LoadBalancerId[],
  work: Pick<NameInput, 'mustRead' | 'refusal' | 'tried' | 'hinted' | 'retry'>,
): { readonly input: NameInput; readonly decision: Decision } {
  const { row, policy, now, clusterPriorities } = world;
  const input: NameInput = {
    key: KEY,
    row,
    observations: observed.map((id) => lookAt(world, id)),
    clusterPriority: (cluster) => clusterPriorities.get(cluster) ?? 0,
    readiness: new Map(),
    gates: policyGates(policy),
    now,
    withdrawAfter: WITHDRAW_AFTER,
    ...work,
  };
  return asked(world, input);
}

/** Whatever a decision asks for, it gets: a read of the name, and whether load balancers are ready. */
function asked(world: World, input: NameInput): { readonly input: NameInput; readonly decision: Decision } {
  const decision = decideName(input);
  const { mustRead, readinessWanted } = decision;
  if (readinessWanted.length > 0) {
    const readiness = new Map([...input.readiness, ...readinessOf(world, readinessWanted)]);
    return asked(world, { ...input, readiness });
  }
  if (!mustRead) return { input, decision };
  const sets = world.zone.entries.map(({ set }) => set);
  return asked(world, { ...input, listing: { sets, otherTypes: world.zone.otherTypes, at: world.now } });
}

function carryOut(
  world: World,
  input: NameInput,
  decision: Decision,
  observed: ReadonlySet<LoadBalancerId>,
  fault: Fault,
): Round {
  const stands = () => world.zone.entries.map(({ set }) => set);
  const before = stands();
  const round = (answer: Round['answer'], message?: string): Round => ({
    input,
    decision,
    before,
    after: stands(),
    answer,
    ...(message !== undefined && { message }),
  });
  const { changes } = decision;
  const looks = [...observed].sort();
  if (fault === 'half' && looks.length > 1) {
    world.row = announced(world, input.row, decision, looks, looks[0]);
    return round('half');
  }
  if (isEmpty(changes)) {
    world.row = { ...decision.row, rev: newId(world) };
    return round('nothing to send');
  }
  world.row = announced(world, input.row, decision, looks, looks.at(-1));
  if (fault === 'late') world.inFlight.push({ batch: changes, at: world.now });
  if (fault === 'late' || fault === 'lost before') return round('lost');
  const refused = applyBatch(world.zone, changes);
  if (fault === 'lost after') return round('lost');
  if (refused !== undefined) return round('refused', refused);
  world.row = { ...decision.row, rev: newId(world) };
  return round('applied');
}

/** The row as the link of this load balancer writes it. */
function announced(
  world: World,
  before: NameRow,
  decision: Decision,
  looks: readonly LoadBalancerId[],
  id: LoadBalancerId | undefined,
): NameRow {
  const zone = { id: 'Z1', name: 'example.com', private: false };
  const rest = { before, zone, zoneRow: emptyZoneRow('Z1'), isChanged: true, looks, transitions: [] };
  const decided: Decided = { decision, ...rest, behind: () => decided };
  const clock: Run = {
    now: () => world.now,
    newId: () => newId(world),
    pause: () => Promise.resolve(),
    remaining: () => 0,
    requestId: '',
    tellDecision: () => undefined,
    tellIgnoredTag: () => undefined,
    tellBatch: () => undefined,
    tellBrake: () => undefined,
    tellFind: () => undefined,
    tellDrift: () => undefined,
  };
  const written = id && linkWrite(KEY, decided, id, new Map(), clock)[0];
  return written ? written.write.row : before;
}

function follow(world: World, { follow: those, waitedFor, lookAgain, askSurvey }: Decision): void {
  for (const lb of [...those, ...waitedFor.map(({ holder }) => holder)]) hint(world, lb, world.now);
  for (const { lb, at } of lookAgain) hint(world, lb, at);
  for (const lb of askSurvey) survey(world, lb);
}

/** What is asked for comes, agrees with what the tags ask for, and ends with a hint. */
function survey(world: World, lb: LoadBalancerId): void {
  const found = world.balancers.get(lb);
  if (found?.asks) found.asks = { ...found.asks, check: READY };
  hint(world, lb, world.now + 10_000);
}

function hint({ hints }: World, lb: LoadBalancerId, at: number): void {
  hints.set(lb, Math.min(at, hints.get(lb) ?? Number.POSITIVE_INFINITY));
}

/** All that somebody would look at because of the row or because they are there. */
export function everybody({ balancers, row }: World): LoadBalancerId[] {
  return [...new Set([...balancers.keys(), ...mentionedBy(row)])].sort();
}

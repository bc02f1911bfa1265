import type { Claim, NameRow } from '../../shared/ledger/rows.ts';
import { isInQuarantine } from '../../shared/plan/quarantine.ts';
import { drain, surveyBySchedule } from '../stage/drain.ts';
import type { Instrumented } from '../stage/faults.ts';
import { actOnCluster } from './cluster-acts.ts';
import { heard, replay } from './deliver.ts';
import { holdEndState } from './end-state.ts';
import { actAsForeigner } from './foreigners.ts';
import { actOnHealth } from './health.ts';
import { createHistory, type History } from './history.ts';
import { hold, holdSame } from './hold.ts';
import { actOnFreezes, actOnSettings, approve, approveAll, deployedOf, endAllStops } from './operators.ts';
import { actOnLoadBalancer } from './people.ts';
import { createRunning } from './running.ts';
import type { Script, StepKind } from './script.ts';
import { hasUnjudged } from './sides.ts';
import { APART, createSurveyInvocations } from './surveyors.ts';
import { createSweepInvocations, fullSweep } from './sweeps.ts';
import { createSyncInvocations } from './sync-invocations.ts';
import type { Tally } from './tally.ts';

const MINUTE = 60_000;
/** Minutes that the second look at a Gateway's names, and the last of those who are to be ready, need at the most. */
const QUIET = 13;
/** When nothing fails any more messages are taken together, milliseconds: what comes of them does not depend on it. */
const PATIENCE = 20_000;
/** Invocations of sync at once. */
const MOST = 3;
/** How many calls go on in one step. */
const CALLS = [1, 1, 1, 2, 3, 5, 8, 20];

const DRIFTS = { restore: 'drift restored', respect: 'drift respected' } as const;

/** Hints that sync may send, at the most, for each thing that happens to a history. */
const HINTS_AN_ACT = 6;
/** Of which nobody need be told. */
const UNTOLD: ReadonlySet<StepKind> = new Set(['sync', 'go on', 'time', 'survey']);

/**
 * Plays one history: people, clusters, operators, others, and several invocations at once; then quiet, a scheduled survey
 * and one full sweep. Throws unless, whatever happened, each name is where it belongs, others' records are as they left
 * them, and a further run leaves Route 53 alone.
 */
export async function live(script: Script, tally: Tally, tell?: (line: string) => void): Promise<void> {
  const history = createHistory(script.setup, tally, tell);
  const { stage, chance, violations } = history;
  const all = deployedOf(stage);
  const running = createRunning(history);
  const syncs = createSyncInvocations(history, running);
  const surveys = createSurveyInvocations(history, running);
  const sweep = createSweepInvocations(history, running);
  const late = tally['landed late'];
  const hints = countHints(history);

  const acts: Readonly<Record<StepKind, () => unknown>> = {
    'load balancer': () => heard(history, () => actOnLoadBalancer(history)),
    health: () => actOnHealth(history),
    cluster: () => actOnCluster(history),
    foreigner: () => actAsForeigner(history, running.count() + running.late() === 0),
    settings: () => actOnSettings(history, all),
    freeze: () => actOnFreezes(history),
    approve: () => approve(history),
    replay: () => replay(history),
    survey: surveys.start,
    sweep: () => sweep('sweep'),
    'light sweep': () => sweep('light sweep'),
    sync: () => (running.count() < MOST ? syncs.start() : running.goOn()),
    'go on': async () => {
      for (let calls = CALLS[chance(CALLS.length)] ?? 1; calls > 0; calls -= 1) await running.goOn();
    },
    land: running.land,
    kill: running.kill,
    time: () => stage.clock.advance(1000 * chance(90)),
    hour: async () => {
      await running.endAll();
      stage.clock.advance(4_000_000);
    },
  };

  for (const { kind, seed } of script.steps) {
    history.draw(seed);
    tell?.(`${new Date(stage.clock.now()).toISOString()} ${kind}`);
    await acts[kind]();
    throwFirst(violations);
  }

  history.draw(script.setup.seed);
  history.hasFaults = false;
  tell?.('From here on nothing fails');
  await running.finish();
  await running.endAll();
  await endAllStops(history, all);
  const pass = async (minutes: number) => {
    do {
      await drain(stage, syncs.watched(), minutes * MINUTE, PATIENCE);
      throwFirst(violations);
    } while (await approveAll(history));
  };
  if (chance(2) === 0) await pass(3);
  // Whatever clock the last survey went by, this one is younger.
  stage.clock.advance(3 * APART);
  await surveyBySchedule(stage, 'demo');
  if (chance(2) === 0) await pass(1);
  await fullSweep(history);
  await pass(QUIET);
  if (tally['landed late'] > late || hasUnjudged(history) || hasSent(history)) {
    // What was sent and not answered, and what nobody can judge, counts for an hour.
    stage.clock.advance(61 * MINUTE);
    await fullSweep(history);
    await pass(QUIET);
  }
  tell?.('Quiet');
  holdEndState(history);
  await holdRest(history, syncs.watched());
  const heardOf = script.steps.filter(({ kind }) => !UNTOLD.has(kind)).length;
  hold(hints() < HINTS_AN_ACT * (heardOf + 5), () => `${hints()} hints were sent for ${heardOf} acts`);
  for (const { outcome } of stage.decisions) tally[outcome] += 1;
  tally['brake tripped'] += stage.brakes.length;
  for (const { drift } of stage.drifts) tally[DRIFTS[drift]] += 1;
}

/** Those that sync sends, whatever becomes of them. */
function countHints({ stage }: History): () => number {
  let count = 0;
  const { writeHints } = stage.ports;
  Object.assign(stage.ports, {
    writeHints: (sent: Parameters<typeof writeHints>[0]) => {
      count += sent.length;
      return writeHints(sent);
    },
  });
  return () => count;
}

function throwFirst([violation]: readonly unknown[]): void {
  if (violation !== undefined) throw violation;
}

const hasSent = ({ stage }: History) =>
  stage.dynamodb.items('ledger').some((item) => Array.isArray(item['sent']) && item['sent'].length > 0);

/** A further look at everything sends Route 53 nothing, asks it nothing, and leaves every name's row as it is. */
async function holdRest({ stage }: History, watched: Instrumented): Promise<void> {
  // Whose quarantine ends meanwhile is tried once more.
  const end = stage.clock.now() + 2 * MINUTE;
  const isTriedBy = ({ pending }: Claim) =>
    pending?.outcome === 'quarantined' && !isInQuarantine(pending, end);
  const claims = stage.dynamodb
    .items('ledger')
    .flatMap(({ claims }) => Object.values((claims ?? {}) as NameRow['claims']));
  if (claims.some(isTriedBy)) await lookAgain();
  const calls = { ...stage.route53.calls };
  const rows = () => stage.dynamodb.items('ledger').flatMap(settledRow);
  const before = rows();
  await lookAgain();
  holdSame(stage.route53.calls, calls, () => 'calls of a second run');
  holdSame(rows(), before, () => 'the rows after a second run');

  async function lookAgain(): Promise<void> {
    for (const { id } of await stage.listAllLoadBalancers())
      stage.put({ kind: 'load-balancer', id, cause: { event: 'again', eventId: 'again', at: '' } });
    await drain(stage, watched, MINUTE, PATIENCE);
  }
}

/** A row of a name as it must stay. */
function settledRow({ pk, ...row }: Record<string, unknown>): readonly object[] {
  return String(pk).startsWith('name#') ? [{ pk, ...row }] : [];
}

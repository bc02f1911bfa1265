import { drain, surveyBySchedule } from '../stage/drain.ts';
import type { Instrumented } from '../stage/faults.ts';
import { sweep } from '../stage/sweep.ts';
import { holdEndState } from './end-state.ts';
import { actAsForeigner } from './foreigners.ts';
import { createHistory, type History } from './history.ts';
import { hold, holdSame } from './hold.ts';
import { createInvocations } from './invocations.ts';
import { actOnCluster, actOnLoadBalancer, actOnSettings } from './people.ts';
import { hasUnjudged } from './sides.ts';
import { createSurveyors } from './surveyors.ts';
import type { Kind, Tally } from './tally.ts';

const HOUR = 61 * 60 * 1000;

/** Hints that sync may send, at the most, for each thing that happens to a history. */
const HINTS_AN_ACT = 6;

/**
 * One random history: people, clusters, surveys, others and several invocations at once; then quiet, a scheduled survey
 * and one sweep. Whatever happened, each name is where it belongs, and a second run leaves Route 53 alone.
 */
export async function live(seed: number, tally: Tally): Promise<void> {
  const history = createHistory(seed, tally);
  const { stage, chance } = history;
  const { policy, zones, clusters } = stage.settings;
  const all = { policy, zones, clusters };
  const invocations = createInvocations(history);
  const surveyors = createSurveyors(history);
  const late = tally['landed late'];
  let acts = 0;
  let hints = 0;
  const writeHints = stage.ports.writeHints;
  Object.assign(stage.ports, {
    writeHints: (sent: Parameters<typeof writeHints>[0]) => {
      hints += sent.length;
      return writeHints(sent);
    },
  });

  for (let step = 100 + chance(500); step > 0; step -= 1) {
    const what = chance(300);
    const isOfMany = history.hasSettings && what >= 285;
    if (what < 24 || isOfMany) acts += 1;
    if (what < 10 || isOfMany) await heard(history, () => actOnLoadBalancer(history));
    else if (what < 15) actOnCluster(history);
    else if (what < 17) await actAsForeigner(history, invocations.running.length === 0);
    else if (what < 19) await actOnSettings(history, all);
    else if (what < 21) await invocations.land();
    else if (what < 23) await sweepNow(history);
    else if (what < 24) invocations.kill();
    else if (what < 30) surveyors.begin();
    else if (what < 36) await surveyors.end();
    else if (what < 46) stage.clock.advance(1000 * chance(90));
    else if (what < 47) {
      await invocations.endAll();
      stage.clock.advance(4_000_000);
    } else if (what < 70 && invocations.running.length < 3) await invocations.start();
    else await invocations.step();
  }

  Object.assign(stage.settings, all);
  for (const player of history.players) player.changedAt = stage.clock.now();
  invocations.calm();
  while (surveyors.isReading()) await surveyors.end(true);
  while (invocations.running.length > 0) await invocations.step();
  await invocations.endAll();
  await drain(stage, invocations.watched());
  await surveyBySchedule(stage, 'demo');
  await drain(stage, invocations.watched());
  await sweepNow(history);
  await drain(stage, invocations.watched());
  if (tally['landed late'] > late || hasUnjudged(history) || hasSent(history)) {
    // What was sent and not answered, and what nobody can judge, counts for an hour.
    stage.clock.advance(HOUR);
    await sweepNow(history);
    await drain(stage, invocations.watched());
  }
  const [violation] = invocations.violations;
  if (violation) throw violation;
  holdEndState(history);
  await expectRest(history, invocations.watched());
  for (const { outcome } of stage.decisions) tally[outcome] += 1;
  hold(hints < HINTS_AN_ACT * (acts + 5), () => `${hints} hints were sent for ${acts} acts`);
}

const hasSent = ({ stage }: History) =>
  stage.dynamodb.items('ledger').some((item) => Array.isArray(item['sent']) && item['sent'].length > 0);

async function sweepNow({ stage, tally }: History): Promise<void> {
  tally.sweep += 1;
  await sweep(stage);
}

/** Events are lost, late, and come twice. */
async function heard({ stage, chance, tally }: History, act: () => Promise<void>): Promise<void> {
  const before = stage.queue.length;
  await act();
  const events = stage.queue.splice(before);
  const fate = chance(12);
  const told: Partial<Record<number, Kind>> = {
    0: 'event lost',
    1: 'event lost',
    2: 'event doubled',
    3: 'event late',
  };
  const kind = told[fate];
  if (kind) tally[kind] += 1;
  if (fate < 2) return;
  const readyAt = stage.clock.now() + 1000 * chance(120);
  if (fate === 3) stage.queue.push(...events.map((event) => ({ ...event, readyAt })));
  else stage.queue.push(...events);
  if (fate === 2) stage.queue.push(...events.map((event) => ({ ...event, readyAt })));
}

/** A further look at everything sends Route 53 nothing, asks it nothing, and leaves every name's row as it is. */
async function expectRest({ stage }: History, watched: Instrumented): Promise<void> {
  const calls = { ...stage.route53.calls };
  const rows = () => stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#'));
  const before = rows();
  for (const { id } of await stage.listAllLoadBalancers())
    stage.put({ kind: 'load-balancer', id, cause: { event: 'again', eventId: 'again', at: '' } });
  await drain(stage, watched);
  holdSame(stage.route53.calls, calls, () => 'calls of a second run');
  holdSame(rows(), before, () => 'the rows after a second run');
}

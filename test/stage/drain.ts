import { closingHints } from '../../functions/survey/closing-hints.ts';
import { storeSurvey } from '../../functions/survey/store-survey.ts';
import { sync } from '../../functions/sync/sync.ts';
import { type Instrumented, instrument } from './faults.ts';
import type { Queued, Stage } from './stage.ts';

/** How long a message stays invisible after its invocation died, and after it failed, in milliseconds. */
const VISIBILITY = { died: 722_000, failed: 5_000 } as const;
const INVOCATIONS = 200;

/**
 * Runs sync over the queue, batch by batch, until nothing is left; moves the clock to the next message. While something
 * is frozen there is always a next look: then for so many milliseconds, and until what failed has come back.
 * @param patience how long an invocation waits for further messages once there is one, in milliseconds.
 */
export async function drain(
  stage: Stage,
  instrumented: Instrumented = instrument(stage.ports),
  lasting: number = Number.POSITIVE_INFINITY,
  patience = 0,
): Promise<void> {
  const end = stage.clock.now() + lasting;
  for (let invocation = 0; stage.queue.length > 0; invocation += 1) {
    if (invocation === INVOCATIONS)
      throw new Error(
        `The queue does not come to rest: ${JSON.stringify(stage.queue)}\n${JSON.stringify(stage.dynamodb.items('ledger'), null, 1)}`,
      );
    const next = Math.min(...stage.queue.map(({ readyAt }) => readyAt));
    if (next > end && !stage.queue.some(({ isBack }) => isBack)) break;
    stage.clock.advance(Math.max(0, next + patience - stage.clock.now()));
    await invoke(stage, instrumented);
    await answerAsks(stage);
  }
  if (Number.isFinite(end)) stage.clock.advance(Math.max(0, end - stage.clock.now()));
}

/** One invocation with every message that is ready. */
export async function invoke(stage: Stage, instrumented: Instrumented): Promise<void> {
  const now = stage.clock.now();
  const batch = stage.queue.filter(({ readyAt }) => readyAt <= now);
  stage.queue.splice(0, stage.queue.length, ...stage.queue.filter(({ readyAt }) => readyAt > now));
  instrumented.begin();
  const back = (messages: readonly Queued[], milliseconds: number) =>
    stage.queue.push(
      ...messages.map((each) => ({
        ...each,
        readyAt: stage.clock.now() + milliseconds,
        isBack: true as const,
      })),
    );
  const result = await Promise.race([
    sync(batch, instrumented.ports, stage.run, stage.settings),
    instrumented.killed.then(() => 'killed' as const),
  ]);
  if (result === 'killed') back(batch, VISIBILITY.died);
  else
    back(
      result.map(({ hint }) => hint as Queued),
      VISIBILITY.failed,
    );
}

/** What the survey function does by its schedule: stores, and hints the load balancers whose answer changed. */
export async function surveyBySchedule(stage: Stage, cluster: string): Promise<void> {
  const survey = stage.surveyOf(cluster, stage.clock.now());
  const changed = await storeSurvey(survey, surveyPorts(stage));
  for (const hint of closingHints(survey, [], changed)) stage.put(hint);
}

/** What the survey function stores by: the documents of the stage. */
export function surveyPorts(stage: Stage): Parameters<typeof storeSurvey>[1] {
  return {
    tagPrefix: stage.settings.tagPrefix,
    readStoredSurvey: async (cluster) => {
      const survey = stage.surveys.get(cluster);
      return survey && { survey, etag: String(survey.startedAt) };
    },
    writeSurvey: async (survey) => {
      stage.surveys.set(survey.cluster, survey);
      return 'written';
    },
    listAllLoadBalancers: stage.listAllLoadBalancers,
    listLoadBalancers: stage.ports.listLoadBalancers,
  };
}

/** What the survey function does about asks: reads no earlier than asked, stores, hints those who asked. */
async function answerAsks(stage: Stage): Promise<void> {
  if (stage.answerAsks) {
    const asks = stage.asks.splice(0);
    return asks.length === 0 ? undefined : stage.answerAsks(asks);
  }
  for (const ask of stage.asks.splice(0)) {
    stage.clock.advance(Math.max(0, ask.notBefore - stage.clock.now()));
    const survey = stage.surveyOf(ask.cluster, stage.clock.now());
    const changed = await storeSurvey(survey, surveyPorts(stage));
    for (const hint of closingHints(survey, [ask], changed)) stage.put(hint);
  }
}

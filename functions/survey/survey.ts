import { incompleteSurvey } from '../../shared/surveys/incomplete-survey.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import { PUBLIC } from '../environment.ts';
import { type AskMessage, type ReadAsk, sortAsks } from './asks.ts';
import { closingHints } from './closing-hints.ts';
import { comeBack, comeBackLater, unreadable } from './come-back.ts';
import type { SurveyPorts } from './ports.ts';
import { storeSurvey } from './store-survey.ts';

/**
 * Surveys the clusters that a batch of messages asks for, each once and each by itself: one that hangs or fails delays
 * no other. Answers the ids of messages that must come back to the queue.
 */
export async function survey(
  messages: readonly AskMessage[],
  ports: SurveyPorts,
  timeLeft: AbortSignal,
): Promise<readonly string[]> {
  const now = ports.now();
  const { due, early, unreadable: unread } = sortAsks(messages, now);
  const back = await Promise.all([
    ...early.map(({ message, ask }) => comeBack([message], ports, () => (ask.notBefore - now) / 1000)),
    ...unread.map((each) => unreadable(each, ports)),
    ...[...due].map(([cluster, asks]) => surveyOne(cluster, asks, ports, timeLeft)),
  ]);
  return back.flat();
}

async function surveyOne(
  cluster: string,
  asks: readonly ReadAsk[],
  ports: SurveyPorts,
  timeLeft: AbortSignal,
): Promise<readonly string[]> {
  try {
    const taken = await take(cluster, ports, timeLeft);
    const changed = await storeSurvey(taken, ports);
    const hints = closingHints(
      taken,
      asks.map(({ ask }) => ask),
      changed,
    );
    await ports.writeHints(hints.map((hint) => ({ hint })));
    ports.log({
      level: taken.complete ? 'info' : 'warn',
      message: 'Cluster surveyed',
      cluster,
      outcome: taken.complete ? 'complete' : 'incomplete',
      reason: taken.problem ?? `${changed.length} load balancers changed, ${hints.length} hinted`,
    });
    return [];
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const reason = cause.message;
    ports.log({ level: 'error', message: 'Survey failed', cluster, outcome: 'failed', reason, error: cause });
    const messages = asks.map(({ message }) => message);
    return comeBackLater(messages, reason, ports);
  }
}

/**
 * Reads a cluster, or says in an incomplete survey why not. It begins by this function's clock, which also decided that
 * the asks are due: the clock of the function that reads may be behind.
 */
async function take(cluster: string, ports: SurveyPorts, timeLeft: AbortSignal): Promise<Survey> {
  const startedAt = ports.now();
  const settings = ports.clusters.find(({ name }) => name === cluster);
  if (settings === undefined) {
    return incompleteSurvey(cluster, startedAt, 'it is not in the settings: add it to `clusters` and deploy');
  }
  const functionName = ports.clusterFunctions[settings.vpc?.id ?? PUBLIC];
  if (functionName === undefined) {
    const where = settings.vpc === undefined ? 'public API servers' : `VPC ${settings.vpc.id}`;
    return incompleteSurvey(cluster, startedAt, `no cluster function for ${where} is deployed: deploy again`);
  }
  try {
    const request = await ports.readClusterEndpoint(cluster, timeLeft);
    const read = await ports.readCluster(functionName, request, timeLeft);
    return { ...read, cluster, startedAt };
  } catch (error) {
    return incompleteSurvey(
      cluster,
      startedAt,
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    );
  }
}

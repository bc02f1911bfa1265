import { surveyCluster } from '../../functions/cluster/cluster.ts';
import { clusterPorts, type Limits } from '../../functions/cluster/dependencies.ts';
import { PUBLIC } from '../../functions/environment.ts';
import type { SurveyLine, SurveyPorts } from '../../functions/survey/ports.ts';
import { survey } from '../../functions/survey/survey.ts';
import { unpackSurvey } from '../../shared/surveys/pack-survey.ts';
import type { SurveyAsk } from '../../shared/surveys/survey.ts';
import type { ClusterApi } from '../sandbox/cluster-api/start.ts';
import { surveyPorts } from './drain.ts';
import { CALLER, type Stage } from './stage.ts';

/** An API server as the functions meet it. */
export interface Reached extends Pick<ClusterApi, 'endpoint' | 'certificateAuthority'> {
  /** Milliseconds of real time; absent: more than it takes. */
  readonly limits?: Limits | undefined;
}

const PATIENT: Limits = { request: 30_000, survey: 60_000 };
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * From now on asks for surveys are answered by the code of the deployed `survey` and `cluster` over real connections, with
 * the stage's clock. Answers the lines that `survey` logs.
 */
export function reachClusters(stage: Stage, reach: (cluster: string) => Reached): readonly SurveyLine[] {
  const lines: SurveyLine[] = [];
  const { now } = stage.clock;
  const ports: SurveyPorts = {
    ...surveyPorts(stage),
    now,
    clusters: stage.settings.clusters,
    clusterFunctions: { [PUBLIC]: 'cluster' },
    readClusterEndpoint: async (name) => {
      const { endpoint, certificateAuthority } = reach(name);
      const { tagPrefix } = stage.settings;
      return { name, region: CALLER.region, endpoint, certificateAuthority, tagPrefix };
    },
    readCluster: async (_, request) => {
      const limits = reach(request.name).limits ?? PATIENT;
      const world = clusterPorts(CREDENTIALS, limits, () => undefined, now);
      return unpackSurvey(await surveyCluster(request, world));
    },
    writeHints: async (hints) => {
      for (const { hint } of hints) stage.put(hint);
    },
    postpone: () => Promise.reject(new Error('nothing is early, and nothing fails')),
    deadLetter: () => Promise.reject(new Error('nothing is given up')),
    log: (line) => lines.push(line),
  };
  stage.answerAsks = async (asks) => {
    stage.clock.advance(Math.max(0, ...asks.map(({ notBefore }) => notBefore - now())));
    const back = await survey(asks.map(messageOf), ports, new AbortController().signal);
    if (back.length > 0) throw new Error(`Not answered: ${JSON.stringify(lines.at(-1))}`);
  };
  return lines;
}

function messageOf(ask: SurveyAsk, index: number) {
  return { messageId: `${index}`, receiptHandle: `${index}`, body: JSON.stringify(ask), receives: 1 };
}

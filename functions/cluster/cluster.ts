import type { KubernetesGet } from '../../shared/kubernetes/kubernetes-get.ts';
import { listCluster } from '../../shared/kubernetes/list-cluster.ts';
import { buildSurvey } from '../../shared/surveys/build-survey.ts';
import type { ClusterRequest } from '../../shared/surveys/cluster-request.ts';
import { incompleteSurvey } from '../../shared/surveys/incomplete-survey.ts';
import { type PackedSurvey, packSurvey } from '../../shared/surveys/pack-survey.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import { describeFailure } from './describe-failure.ts';

/** Lambda answers 6 MB at most, and the answer is more than this text. */
const LARGEST = 5_500_000;

export interface ClusterPorts {
  /** Epoch ms. */
  readonly now: () => number;
  /** Signs a token for the cluster and runs the reading over one connection to its API server. */
  readonly connect: <T>(request: ClusterRequest, read: (get: KubernetesGet) => Promise<T>) => Promise<T>;
  /** Told of every survey, with the bytes of the answer. */
  readonly log: (survey: Survey, bytes: number) => void;
}

/** Surveys one cluster. Never throws: what goes wrong is told by an incomplete survey, which claims nothing. */
export async function surveyCluster(request: ClusterRequest, ports: ClusterPorts): Promise<PackedSurvey> {
  const survey = await readOrSay(request, ports);
  const packed = packSurvey(survey);
  const bytes = packed.survey.length;
  ports.log(survey, bytes);
  if (bytes <= LARGEST) return packed;
  const problem = `its survey has ${bytes} bytes compressed, ${LARGEST} are the most that can be returned`;
  return packSurvey(incompleteSurvey(request.name, survey.startedAt, problem));
}

async function readOrSay(request: ClusterRequest, ports: ClusterPorts): Promise<Survey> {
  const startedAt = ports.now();
  try {
    return await ports.connect(request, (get) => read(get, request, startedAt));
  } catch (error) {
    return incompleteSurvey(request.name, startedAt, describeFailure(error));
  }
}

async function read(
  get: KubernetesGet,
  { name: cluster, tagPrefix }: ClusterRequest,
  startedAt: number,
): Promise<Survey> {
  return buildSurvey({ cluster, startedAt, tagPrefix, lists: await listCluster(get) });
}

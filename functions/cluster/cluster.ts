import { buildSurvey } from '../../shared/surveys/build-survey.ts';
import type { ClusterRequest } from '../../shared/surveys/cluster-request.ts';
import { incompleteSurvey } from '../../shared/surveys/incomplete-survey.ts';
import type { KubernetesGet } from '../../shared/surveys/kubernetes-get.ts';
import { listCustomObjects } from '../../shared/surveys/list-custom-objects.ts';
import { listObjects } from '../../shared/surveys/list-objects.ts';
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
}

/** Surveys one cluster. Never throws: what goes wrong is told by an incomplete survey, which claims nothing. */
export async function surveyCluster(request: ClusterRequest, ports: ClusterPorts): Promise<PackedSurvey> {
  const { name } = request;
  const startedAt = ports.now();
  try {
    const packed = packSurvey(await ports.connect(request, (get) => read(get, name, startedAt)));
    if (packed.survey.length <= LARGEST) return packed;
    const problem = `its survey has ${packed.survey.length} bytes compressed, ${LARGEST} are the most that can be returned`;
    return packSurvey(incompleteSurvey(name, startedAt, problem));
  } catch (error) {
    return packSurvey(incompleteSurvey(name, startedAt, describeFailure(error)));
  }
}

async function read(get: KubernetesGet, cluster: string, startedAt: number): Promise<Survey> {
  const services = await listObjects(get, '/api/v1/services');
  const istioGateways = await listCustomObjects(get, 'networking.istio.io', 'gateways');
  return buildSurvey({ cluster, startedAt, services, istioGateways });
}

import type { Kind, ObjectRef } from '../../shared/kubernetes/kinds.ts';
import { incompleteSurvey } from '../../shared/surveys/incomplete-survey.ts';
import type { Annotations, Survey } from '../../shared/surveys/survey.ts';
import { drain, surveyBySchedule } from './drain.ts';
import { instrument } from './faults.ts';
import type { Stage } from './stage.ts';

/** Tags of a load balancer that a controller made for Service istio/gateway of cluster demo. */
export const OF_MESH = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio/gateway',
  'service.k8s.aws/resource': 'LoadBalancer',
} as const;

export interface Mesh {
  /** Load balancers that the status of Service istio/gateway shows. */
  readonly shows: readonly string[];
  /** By what declares behind it, the hosts that are served. */
  readonly serves?: Readonly<Partial<Record<ObjectRef, readonly string[]>>>;
  readonly annotations?: Readonly<Partial<Record<ObjectRef, Annotations>>>;
  readonly notServed?: readonly Kind[];
}

/** From now on surveys of cluster demo find this. */
export function setMesh(stage: Stage, { shows, serves = {}, annotations = {}, notServed }: Mesh): void {
  stage.surveyOf = (cluster, startedAt): Survey => ({
    schema: 2,
    cluster,
    startedAt,
    complete: true,
    ...(notServed && { notServed }),
    entrances: cluster === 'demo' ? { 'Service/istio/gateway': { shows, serves } } : {},
    annotations: cluster === 'demo' ? annotations : {},
  });
}

/** From now on cluster demo cannot be read. */
export function breakMesh(stage: Stage): void {
  stage.surveyOf = (cluster, startedAt) =>
    incompleteSurvey(cluster, startedAt, 'the API server does not answer');
}

/** So many minutes with a survey every other minute, and all that follows from them. */
export async function live(stage: Stage, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 2) {
    await surveyBySchedule(stage, 'demo');
    await drain(stage, instrument(stage.ports), 120_000);
  }
}

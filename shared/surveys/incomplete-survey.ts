import type { Survey } from './survey.ts';

/** The document of a cluster that could not be read: it says why, and nothing about what is there. */
export function incompleteSurvey(cluster: string, startedAt: number, problem: string): Survey {
  return { schema: 2, cluster, startedAt, complete: false, problem, entrances: {}, annotations: {} };
}

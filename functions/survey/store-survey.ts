import { SignpostError } from '../../shared/errors.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { type Changed, changedLoadBalancers } from '../../shared/surveys/changed-load-balancers.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import type { SurveyPorts } from './ports.ts';

/** More writers of one document at once than a queue with a schedule brings about. */
const ATTEMPTS = 5;

type StorePorts = Pick<SurveyPorts, 'readStoredSurvey' | 'writeSurvey' | 'listAllLoadBalancers'>;

/**
 * Stores a survey unless a younger one stands, and answers the load balancers for which it says something new. These are
 * found before it is stored: failing after that, a second try would find no difference any more.
 */
export async function storeSurvey(survey: Survey, ports: StorePorts): Promise<readonly LoadBalancerId[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await ports.readStoredSurvey(survey.cluster);
    if (stored?.survey !== undefined && stored.survey.startedAt > survey.startedAt) return [];
    const changed = await idsOf(changedLoadBalancers(stored?.survey, survey), ports);
    if ((await ports.writeSurvey(survey, stored?.etag)) === 'written') return changed;
  }
  throw new SignpostError(
    `The survey of ${survey.cluster} was replaced ${ATTEMPTS} times while it was being stored: it is asked for again.`,
  );
}

/** Those of this Region and account. A cluster's status may show others, which are nobody's here. */
async function idsOf(
  { dnsNames, entrances }: Changed,
  ports: StorePorts,
): Promise<readonly LoadBalancerId[]> {
  if (dnsNames.length === 0 && entrances.length === 0) return [];
  const wanted = new Set(dnsNames);
  const listed = await ports.listAllLoadBalancers();
  return listed.filter(({ dnsName }) => wanted.has(dnsName.toLowerCase())).map(({ id }) => id);
}

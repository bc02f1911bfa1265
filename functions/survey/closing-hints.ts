import type { LoadBalancerHint } from '../../shared/events/hint.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Survey, SurveyAsk } from '../../shared/surveys/survey.ts';

/**
 * One hint for each load balancer that changed or that asked, changed or not. `notBefore` is the latest that it asked
 * with; for those that did not ask it is the beginning of this survey, which is what they are hinted about.
 */
export function closingHints(
  survey: Pick<Survey, 'cluster' | 'startedAt'>,
  asks: readonly SurveyAsk[],
  changed: readonly LoadBalancerId[],
): readonly LoadBalancerHint[] {
  const notBefore = new Map<LoadBalancerId, number>();
  for (const ask of asks) {
    for (const id of ask.loadBalancers) {
      notBefore.set(id, Math.max(ask.notBefore, notBefore.get(id) ?? 0));
    }
  }
  for (const id of changed) if (!notBefore.has(id)) notBefore.set(id, survey.startedAt);
  const at = new Date(survey.startedAt).toISOString();
  const cause = { event: 'survey', eventId: `survey/${survey.cluster}/${at}`, at };
  return [...notBefore].map(([id, since]) => ({ kind: 'load-balancer', id, cause, notBefore: since }));
}

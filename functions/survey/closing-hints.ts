import { moreTelling, passedOn } from '../../shared/events/cause.ts';
import type { Cause, LoadBalancerHint } from '../../shared/events/hint.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Survey, SurveyAsk } from '../../shared/surveys/survey.ts';

/**
 * One hint for each load balancer that changed or that asked, changed or not. `notBefore` is the latest that it asked
 * with; for those that did not ask it is the beginning of this survey, which is what they are hinted about. What led one
 * to ask is the cause of its hint, too.
 */
export function closingHints(
  survey: Pick<Survey, 'cluster' | 'startedAt'>,
  asks: readonly SurveyAsk[],
  changed: readonly LoadBalancerId[],
): readonly LoadBalancerHint[] {
  const notBefore = new Map<LoadBalancerId, number>();
  const causes = new Map<LoadBalancerId, Cause>();
  for (const ask of asks) {
    for (const id of ask.loadBalancers) {
      notBefore.set(id, Math.max(ask.notBefore, notBefore.get(id) ?? 0));
      const cause = ask.causes?.[id];
      if (cause) causes.set(id, passedOn(moreTelling(causes.get(id) ?? cause, cause), 'survey'));
    }
  }
  for (const id of changed) if (!notBefore.has(id)) notBefore.set(id, survey.startedAt);
  const at = new Date(survey.startedAt).toISOString();
  const own = { event: 'survey', eventId: `survey/${survey.cluster}/${at}`, at };
  return [...notBefore].map(([id, since]) => ({
    kind: 'load-balancer',
    id,
    cause: causes.get(id) ?? own,
    notBefore: since,
  }));
}

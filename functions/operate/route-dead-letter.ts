import type { DeadLetter, DeadLetterQueue } from '../../shared/dead-letters/dead-letter.ts';
import type { WorkQueue } from '../../shared/dead-letters/write-dead-letters.ts';
import { parseSurveyAsk } from '../../shared/surveys/parse-survey-ask.ts';

/** Where a dead letter belongs; or that it is not needed any more, or left where it is, and why. */
export type Route = { readonly to: WorkQueue } | { readonly takenOut: string } | { readonly left: string };

/** What was to start at a time, and does so by itself every few minutes: the next one does all that this one would have. */
const BY_ITSELF = {
  sweep: 'a sweep that did not start: the next one looks at everything',
  survey: 'a survey that its schedule asked for: it asks again by itself',
};

/**
 * Dead letters of our own queues go back to where they were. Those of EventBridge go to the target that they were for, by
 * its ARN: a queue, or the function of the sweep, which is not to be asked for twice.
 */
export function routeOf(queue: DeadLetterQueue, { body, attributes }: DeadLetter): Route {
  if (queue === 'hints-dlq') return { to: 'hints' };
  if (queue === 'surveys-asked-dlq') return { to: 'surveys-asked' };
  const target = attributes['TARGET_ARN'] ?? '';
  if (/^arn:[^:]*:lambda:.*-sweep$/.test(target)) return { takenOut: BY_ITSELF.sweep };
  if (/^arn:[^:]*:sqs:.*-surveys-asked$/.test(target))
    return isAsk(body) ? { to: 'surveys-asked' } : { takenOut: BY_ITSELF.survey };
  if (/^arn:[^:]*:sqs:.*-hints$/.test(target)) return { to: 'hints' };
  return { left: `for no target of this stack: TARGET_ARN is ${JSON.stringify(target)}` };
}

/** What a schedule hands over is the ask, or the event of the schedule that was to become one. */
function isAsk(body: string): boolean {
  try {
    parseSurveyAsk(body);
    return true;
  } catch {
    return false;
  }
}

import { Duration } from 'aws-cdk-lib';
import { ASK_RECEIVES, HINT_RECEIVES, SPARE_RECEIVES } from '../../shared/events/receives.ts';

/**
 * How a queue and the function behind it fit each other. Lambda asks for a visibility of six timeouts plus the window,
 * so that throttled batches do not come back while they are still waited for.
 */
export interface Timing {
  readonly timeout: Duration;
  readonly window: Duration;
  readonly visibility: Duration;
  /** Messages a function gets at once. */
  readonly batchSize: number;
  /** Copies of the function that run at once. */
  readonly concurrency: number;
  /** Receives before SQS moves a message to the dead-letter queue: some more than the function itself gives it. */
  readonly receives: number;
}

function timing(
  seconds: { timeout: number; window: number },
  rest: Pick<Timing, 'batchSize' | 'concurrency' | 'receives'>,
): Timing {
  return {
    timeout: Duration.seconds(seconds.timeout),
    window: Duration.seconds(seconds.window),
    visibility: Duration.seconds(6 * seconds.timeout + seconds.window),
    ...rest,
  };
}

/**
 * Large batches with a short window: a storm becomes a handful of calls. A failed hint shortens its own visibility and
 * lets it grow, so a hundred receives outlast twelve hours without Route 53 (test/functions/sync/route53-away.test.ts).
 */
export const HINTS = timing(
  { timeout: 120, window: 2 },
  { batchSize: 1000, concurrency: 4, receives: HINT_RECEIVES + SPARE_RECEIVES },
);

/**
 * The schedule asks again by itself: what fails for hours is for a person. Clusters that hang keep an invocation busy for
 * seconds; the others must not wait behind them.
 */
export const SURVEYS = timing(
  { timeout: 60, window: 2 },
  { batchSize: 100, concurrency: 10, receives: ASK_RECEIVES + SPARE_RECEIVES },
);

/** Shorter than the survey's, which waits for its answer. */
export const CLUSTER_TIMEOUT = Duration.seconds(45);
export const SWEEP_TIMEOUT = Duration.seconds(300);
/** Shorter than the minute that `aws lambda invoke` waits for an answer. */
export const OPERATE_TIMEOUT = Duration.seconds(55);

/** What a lost event told of is found so late at worst: of tags, and of load balancers that come or go; of all else. */
export const LIGHT_SWEEP_EVERY = Duration.minutes(2);
export const SWEEP_EVERY = Duration.minutes(30);
export const SURVEY_EVERY = Duration.minutes(2);

/** What EventBridge does by default, and the most that it does. */
export const DELIVERY = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

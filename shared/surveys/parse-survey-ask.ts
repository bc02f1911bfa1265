import * as z from 'zod';
import { NewerMessage } from '../errors.ts';
import { causeSchema } from '../events/cause-schema.ts';
import { checkShape } from '../events/check-shape.ts';
import { parseJson } from '../events/parse-json.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { ASK_VERSION, type SurveyAsk } from './survey.ts';

const id = z.custom<LoadBalancerId>(
  (value) => typeof value === 'string' && /^(arn:|classic\/)./.test(value),
  'the ARN of a load balancer or classic/<region>/<name>',
);

/** A cluster's name becomes a key in the bucket: nothing but what EKS allows gets through. */
const ask = z.object({
  cluster: z.string('a text').regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,99}$/, 'the name of an EKS cluster'),
  loadBalancers: z.array(id).default([]),
  notBefore: z.number().default(0),
  // Nothing is decided by them, so whatever is wrong with them leaves them untold.
  causes: z.record(id, causeSchema).optional().catch(undefined),
});

/** A schedule's message carries none, nor did those before there were versions: they are of the first. */
const versioned = z.object({ signpost: z.int().positive().default(1) });

/**
 * The body of a message to the survey's queue.
 * @throws UnreadableMessage with the field, what it got and what it expected.
 * @throws NewerMessage for one that a later version sent.
 */
export function parseSurveyAsk(body: string): SurveyAsk {
  const message = parseJson(body);
  const { signpost: version } = checkShape(versioned, message);
  if (version > ASK_VERSION) throw new NewerMessage('ask for a survey', version, ASK_VERSION);
  return checkShape(ask, message);
}

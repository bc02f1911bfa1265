import * as z from 'zod';
import { causeSchema } from '../events/cause-schema.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { SurveyAsk } from './survey.ts';

const id = z.custom<LoadBalancerId>(
  (value) => typeof value === 'string' && /^(arn:|classic\/)./.test(value),
  'expected the ARN of a load balancer or classic/<region>/<name>',
);

/** A cluster's name becomes a key in the bucket: nothing but what EKS allows gets through. */
const ask = z.object({
  cluster: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,99}$/, 'expected the name of an EKS cluster'),
  loadBalancers: z.array(id).default([]),
  notBefore: z.number().default(0),
  // Nothing is decided by them, so whatever is wrong with them leaves them untold.
  causes: z.record(id, causeSchema).optional().catch(undefined),
});

/** The body of a message to the survey's queue. Throws with the field, what it got and what it expected. */
export function parseSurveyAsk(body: string): SurveyAsk {
  return ask.parse(JSON.parse(body));
}

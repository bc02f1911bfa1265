import * as z from 'zod';
import { UnreadableMessage } from '../errors.ts';
import { replayed } from './cause.ts';
import { checkShape } from './check-shape.ts';
import { type CallReader, ELB_CALLS } from './elb-calls.ts';
import type { Envelope, ParseContext } from './envelope.ts';
import type { Cause, LoadBalancerHint } from './hint.ts';

const API_VERSIONS: Readonly<Record<string, 'classic' | 'v2'>> = {
  '2012-06-01': 'classic',
  '2015-12-01': 'v2',
};

const text = z.string('a text');

const callSchema = z.object({ eventName: text, apiVersion: text });

const causeSchema = z.object({
  eventID: z.string().optional().catch(undefined),
  userIdentity: z
    .object({
      arn: z.string().optional().catch(undefined),
      invokedBy: z.string().optional().catch(undefined),
      principalId: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/**
 * A call to the ELB API, classic or v2, as CloudTrail records it. A call that failed changed nothing: no hints.
 * @throws UnreadableMessage for a call that we do not listen to, and for one that does not say which load balancer.
 */
export function parseElbCall(event: Envelope, context: ParseContext): LoadBalancerHint[] {
  if (event.detail['errorCode'] !== undefined || event.detail['errorMessage'] !== undefined) return [];
  const { eventName, apiVersion } = checkShape(callSchema, event.detail, 'detail');
  const concerned = readerOf(eventName, apiVersion)(event.detail, context);
  const cause = causeOf(event, eventName);
  return concerned.map(({ id, says }) => ({
    kind: 'load-balancer',
    id,
    cause,
    ...(Object.keys(says).length > 0 && { says }),
  }));
}

function readerOf(eventName: string, apiVersion: string): CallReader {
  const api = Object.hasOwn(API_VERSIONS, apiVersion) ? API_VERSIONS[apiVersion] : undefined;
  if (api === undefined) {
    throw new UnreadableMessage({
      field: 'detail.apiVersion',
      got: apiVersion,
      expected: Object.keys(API_VERSIONS).join(' or '),
    });
  }
  const calls = ELB_CALLS[api];
  const reader = Object.hasOwn(calls, eventName) ? calls[eventName] : undefined;
  if (reader !== undefined) return reader;
  throw new UnreadableMessage({
    field: 'detail.eventName',
    got: eventName,
    expected: `a call of the ${api} API that is listened to: ${Object.keys(calls).join(', ')}`,
  });
}

function causeOf(event: Envelope, eventName: string): Cause {
  const { eventID, userIdentity } = checkShape(causeSchema, event.detail, 'detail');
  // A service has no ARN, a caller of another account only its id.
  const principal = userIdentity?.arn ?? userIdentity?.invokedBy ?? userIdentity?.principalId;
  // A replay may give the envelope a new id; CloudTrail's own stays.
  return {
    event: eventName,
    eventId: eventID ?? event.id,
    at: event.time,
    ...(principal && { principal }),
    ...replayed(event),
  };
}

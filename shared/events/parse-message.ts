import { UnreadableMessage } from '../errors.ts';
import { checkShape } from './check-shape.ts';
import { type Envelope, envelopeSchema, type ParseContext } from './envelope.ts';
import type { Hint } from './hint.ts';
import { decodeHint, isHintMessage } from './hint-message.ts';
import { parseElbCall } from './parse-elb-call.ts';
import { parseTagChange } from './parse-tag-change.ts';

/**
 * The hints of one message of the queue: an EventBridge event about load balancers, or a message of our own.
 * Empty for an event that the rules let by and that concerns no load balancer: a call that failed, tags of a target
 * group. A replayed event reads as the first time.
 * @throws UnreadableMessage for everything else, naming the field that is not understood.
 */
export function parseMessage(body: string, context: ParseContext): readonly Hint[] {
  const message = parsed(body);
  if (isHintMessage(message)) return [decodeHint(message, context.region)];
  const event = checkShape(envelopeSchema, withoutNulls(body));
  if (event.region !== context.region) {
    throw new UnreadableMessage({ field: 'region', got: event.region, expected: context.region });
  }
  return readerOf(event)(event, context);
}

function readerOf(event: Envelope): (event: Envelope, context: ParseContext) => readonly Hint[] {
  const { source, 'detail-type': type } = event;
  if (source === 'aws.elasticloadbalancing' && type === 'AWS API Call via CloudTrail') return parseElbCall;
  if (source === 'aws.tag' && type === 'Tag Change on Resource') return parseTagChange;
  throw new UnreadableMessage({
    field: 'source and detail-type',
    got: [source, type],
    expected: 'an ELB call through CloudTrail, a tag change of aws.tag, or a message of our own',
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new UnreadableMessage({ field: 'the body', got: body, expected: 'JSON' }, { cause });
  }
}

/** CloudTrail writes null for what was not sent, or leaves it out, as the version of its record goes. */
function withoutNulls(body: string): unknown {
  return JSON.parse(body, (_key, value: unknown) => (value === null ? undefined : value));
}

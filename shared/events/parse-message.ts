import { UnreadableMessage } from '../errors.ts';
import { checkShape } from './check-shape.ts';
import { type Envelope, envelopeSchema, type ParseContext } from './envelope.ts';
import type { Hint } from './hint.ts';
import { decodeHint, isHintMessage } from './hint-message.ts';
import { parseElbCall } from './parse-elb-call.ts';
import { parseJson } from './parse-json.ts';
import { parseTagChange } from './parse-tag-change.ts';

/**
 * The hints of one message of the queue: an EventBridge event about load balancers, or a message of our own.
 * Empty for an event that the rules let by and that concerns no load balancer: a call that failed, tags of a target
 * group. A replayed event reads as the first time; its cause says by which replay it came.
 * @throws UnreadableMessage for everything else, naming the field that is not understood.
 * @throws NewerMessage for one of our own that a later version sent.
 */
export function parseMessage(body: string, context: ParseContext): readonly Hint[] {
  const message = parseJson(body);
  if (isHintMessage(message)) return [decodeHint(message, context.region)];
  const event = checkShape(envelopeSchema, parseJson(body, withoutNulls));
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

/** CloudTrail writes null for what was not sent, or leaves it out, as the version of its record goes. */
function withoutNulls(_key: string, value: unknown): unknown {
  return value === null ? undefined : value;
}

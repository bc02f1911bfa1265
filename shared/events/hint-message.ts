import * as z from 'zod';
import { NewerMessage, UnreadableMessage } from '../errors.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { parseLoadBalancerId } from '../load-balancers/load-balancer-id.ts';
import { causeSchema } from './cause-schema.ts';
import { checkShape } from './check-shape.ts';
import type { Hint } from './hint.ts';

/**
 * Counted up when an old reader would misread a new message. Both are in the queue during a deploy: an old reader lets a
 * newer one go back, and a new one reads all that came before.
 */
export const HINT_VERSION = 1;

const text = z.string('a text').min(1, 'a text that is not empty');

const idSchema = text.refine(
  (id): id is LoadBalancerId => parseLoadBalancerId(id) !== undefined,
  'the id of a load balancer: an ARN, or classic/<region>/<name>',
);

const hintSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('load-balancer'),
      id: idSchema,
      cause: causeSchema,
      says: z
        .object({
          exists: z.boolean().exactOptional(),
          tags: z.record(z.string(), z.string().nullable()).exactOptional(),
        })
        .exactOptional(),
      notBefore: z.number().exactOptional(),
      looks: z.int().nonnegative().exactOptional(),
      hops: z.int().nonnegative().exactOptional(),
    }),
    z.object({
      kind: z.literal('name'),
      zoneId: text,
      host: text,
      retry: z.literal(true).exactOptional(),
      cause: causeSchema,
    }),
  ],
  'a hint of kind load-balancer or name',
);

const messageSchema = z.object({
  signpost: z.literal(HINT_VERSION, `${HINT_VERSION}, the version of messages that this release reads`),
  hint: hintSchema,
});

/** A message of our own for the hint queue. */
export function encodeHint(hint: Hint): string {
  return JSON.stringify({ signpost: HINT_VERSION, hint });
}

/** Whether a message of the queue, parsed as JSON, is meant to be one of our own. */
export function isHintMessage(message: unknown): message is { readonly signpost: unknown } {
  return typeof message === 'object' && message !== null && Object.hasOwn(message, 'signpost');
}

/**
 * @throws NewerMessage for a later version.
 * @throws UnreadableMessage for what is no version, a field that does not fit, a load balancer of another Region.
 */
export function decodeHint(message: { readonly signpost: unknown }, region: string): Hint {
  const { signpost: version } = message;
  if (typeof version === 'number' && version > HINT_VERSION)
    throw new NewerMessage('hint', version, HINT_VERSION);
  const { hint } = checkShape(messageSchema, message);
  if (hint.kind === 'load-balancer' && parseLoadBalancerId(hint.id)?.region !== region) {
    throw new UnreadableMessage({ field: 'hint.id', got: hint.id, expected: `one of Region ${region}` });
  }
  return hint;
}

import * as z from 'zod';

const text = z.string('a text');

/** What EventBridge puts around every event, and the parts of `detail` that tell nothing but the cause. */
export const envelopeSchema = z.object({
  source: text,
  'detail-type': text,
  id: text,
  time: text,
  region: text,
  'replay-name': text.min(1).optional().catch(undefined),
  resources: z.unknown().optional(),
  detail: z.record(z.string(), z.unknown(), 'an object'),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** What the parser is told of the place it runs in. */
export interface ParseContext {
  readonly region: string;
  readonly tagPrefix: string;
}

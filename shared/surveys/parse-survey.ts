import * as z from 'zod';
import { KINDS, type Kind, kindOf, type ObjectRef } from '../kubernetes/kinds.ts';
import type { Survey } from './survey.ts';

const kind = z.custom<Kind>((value) => typeof value === 'string' && Object.hasOwn(KINDS, value));
const ref = z.custom<ObjectRef>(
  (value) => typeof value === 'string' && Object.hasOwn(KINDS, kindOf(value as ObjectRef)),
);
const strings = z.array(z.string());

const schema = z.object({
  schema: z.literal(2),
  cluster: z.string().min(1),
  startedAt: z.number(),
  complete: z.boolean(),
  problem: z.string().optional(),
  notServed: z.array(kind).optional(),
  entrances: z.record(ref, z.object({ shows: strings, serves: z.record(ref, strings) })),
  declared: z.partialRecord(ref, z.number()).optional(),
  annotations: z.record(ref, z.record(z.string(), z.string())),
});

/**
 * A survey document as JSON. `undefined`: one of another schema, which another version of this program wrote; a fresh
 * one will replace it. Throws if it is no survey of this schema either.
 */
export function parseSurvey(json: string): Survey | undefined {
  const value: unknown = JSON.parse(json);
  const { schema: version } = z.object({ schema: z.number() }).parse(value);
  return version === 2 ? schema.parse(value) : undefined;
}

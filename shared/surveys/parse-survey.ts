import * as z from 'zod';
import { UnreadableSurvey } from '../errors.ts';
import { measure } from '../events/check-shape.ts';
import { KINDS, type Kind, kindOf, type ObjectRef } from '../kubernetes/kinds.ts';
import { SURVEY_SCHEMA, type Survey } from './survey.ts';

const kind = z.custom<Kind>(
  (value) => typeof value === 'string' && Object.hasOwn(KINDS, value),
  'a kind that is surveyed',
);
const ref = z.custom<ObjectRef>(
  (value) => typeof value === 'string' && Object.hasOwn(KINDS, kindOf(value as ObjectRef)),
  '<kind that is surveyed>/<name>',
);
const strings = z.array(z.string());

const schema = z.object({
  schema: z.literal(SURVEY_SCHEMA),
  cluster: z.string().min(1),
  startedAt: z.number(),
  complete: z.boolean(),
  problem: z.string().optional(),
  notServed: z.array(kind).optional(),
  entrances: z.record(ref, z.object({ shows: strings, serves: z.record(ref, strings) })),
  declared: z.partialRecord(ref, z.number()).optional(),
  annotations: z.record(ref, z.record(z.string(), z.string())),
});

const versioned = z.object({ schema: z.int().positive() });

/**
 * A survey document as JSON. `undefined`: one of another schema, which another version of this program wrote; a fresh
 * one will replace it.
 * @throws UnreadableSurvey if it is no survey of this schema either.
 */
export function parseSurvey(json: string): Survey | undefined {
  const value = parsed(json);
  const { schema: version } = fitting(versioned, value);
  return version === SURVEY_SCHEMA ? fitting(schema, value) : undefined;
}

function fitting<Schema extends z.ZodType>(shape: Schema, value: unknown): z.infer<Schema> {
  const fitted = measure(shape, value);
  if (fitted.misfit === undefined) return fitted.data;
  const { field, got, expected } = fitted.misfit;
  const at = field === 'the body' ? 'the document' : field;
  throw new UnreadableSurvey({ field: at, got, expected }, { cause: fitted.cause });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new UnreadableSurvey({ field: 'the document', got: json, expected: 'JSON' }, { cause });
  }
}

import * as z from 'zod';
import type { ObjectRef, Survey } from './survey.ts';

const strings = z.record(z.string(), z.string());
const object = z.custom<ObjectRef>((value) => typeof value === 'string' && value.includes('/'));

const schema = z.object({
  schema: z.literal(1),
  cluster: z.string().min(1),
  startedAt: z.number(),
  complete: z.boolean(),
  problem: z.string().optional(),
  notServed: z.array(z.string()).optional(),
  services: z.record(
    z.string(),
    z.object({ type: z.string(), selector: strings, hostnames: z.array(z.string()) }),
  ),
  gateways: z.record(z.string(), z.object({ selector: strings, hosts: z.array(z.string()) })),
  loadBalancers: z.record(
    z.string(),
    z.object({ objects: z.array(object), declares: z.boolean(), hosts: z.array(z.string()) }),
  ),
});

/**
 * A survey document as JSON. `undefined`: one of another schema, which another version of this program wrote; a fresh
 * one will replace it. Throws if it is no survey of this schema either.
 */
export function parseSurvey(json: string): Survey | undefined {
  const value: unknown = JSON.parse(json);
  const { schema: version } = z.object({ schema: z.number() }).parse(value);
  return version === 1 ? schema.parse(value) : undefined;
}

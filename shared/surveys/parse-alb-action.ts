import * as z from 'zod';

/** The port by which a backend of an Ingress is no Service, but an action that an annotation tells. */
export const USE_ANNOTATION = 'use-annotation';

const forward = z.object({
  forwardconfig: z.object({
    targetgroups: z.array(z.object({ servicename: z.string().min(1).optional().catch(undefined) })),
  }),
});

/** Where the AWS Load Balancer Controller looks for the action of a backend. */
export function actionKey(backend: string): string {
  return `alb.ingress.kubernetes.io/actions.${backend}`;
}

/**
 * The Services of the Ingress' namespace that an action forwards to: several by weights, for blue and green. None for a
 * redirect, a fixed response, target groups by ARN, and what cannot be read. Keys in any case, as the controller takes them.
 */
export function forwardsTo(action: string | undefined): readonly string[] {
  const parsed = forward.safeParse(parse(action ?? ''));
  if (!parsed.success) return [];
  return parsed.data.forwardconfig.targetgroups.flatMap(({ servicename }) => servicename ?? []);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json, lowerKeys);
  } catch {
    // The controller refuses it as well, and leaves the load balancer as it is.
    return undefined;
  }
}

function lowerKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));
}

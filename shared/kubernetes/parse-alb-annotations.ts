import * as z from 'zod';

type Annotations = Readonly<Record<string, string>>;

/** The port by which a backend of an Ingress is no Service, but an action that an annotation tells. */
export const USE_ANNOTATION = 'use-annotation';

const PREFIX = 'alb.ingress.kubernetes.io';

const forward = z.object({
  forwardconfig: z.object({
    targetgroups: z.array(z.object({ servicename: z.string().min(1).optional().catch(undefined) })),
  }),
});
const hostHeader = z.object({
  hostheaderconfig: z.object({ values: z.array(z.string()).catch([]) }),
});

/**
 * The Services of the Ingress' namespace that the action of a backend forwards to: several by weights, for blue and green.
 * None for a redirect, a fixed response, target groups by ARN, and what cannot be read.
 */
export function forwardsTo(annotations: Annotations, backend: string): readonly string[] {
  const parsed = forward.safeParse(parse(annotations[`${PREFIX}/actions.${backend}`]));
  if (!parsed.success) return [];
  return parsed.data.forwardconfig.targetgroups.flatMap(({ servicename }) => servicename ?? []);
}

/**
 * The hosts that the conditions of a backend let in, beside the one of its rule; undefined: no condition is about hosts.
 * Left out is what is no hostname and no wildcard of whole labels: a load balancer knows more patterns than names have.
 */
export function conditionHosts(annotations: Annotations, backend: string): readonly string[] | undefined {
  const conditions = z.array(z.unknown()).safeParse(parse(annotations[`${PREFIX}/conditions.${backend}`]));
  const about = (conditions.data ?? []).flatMap((each) => hostHeader.safeParse(each).data ?? []);
  if (about.length === 0) return undefined;
  const hosts = about.flatMap(({ hostheaderconfig }) => hostheaderconfig.values);
  return hosts.map((host) => host.toLowerCase()).filter((host) => /^(\*|(\*\.)?[^*?]+)$/.test(host));
}

/** JSON with its keys in lower case: the controller takes them in any. */
function parse(json: string | undefined): unknown {
  if (json === undefined) return undefined;
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

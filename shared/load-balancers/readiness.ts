import { SignpostError } from '../errors.ts';

/**
 * Whether a load balancer can take a name over from a living holder: it is active, and something behind it is healthy.
 * `reason` as people read it: `state is provisioning`, `no target is healthy (3 unhealthy, 1 initial)`.
 */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Health of one target as DescribeTargetHealth tells it, as far as it is used. */
export interface TargetHealth {
  readonly State?: string | undefined;
  readonly Reason?: string | undefined;
}

export const READY: Readiness = { ready: true };

export function notReady(reason: string): Readiness {
  return { ready: false, reason };
}

export const GONE = notReady('it is gone');

export function unreadable(error: unknown): Readiness {
  return notReady(`its health cannot be read: ${told(error)}`);
}

/** Errors of AWS have a code for a name; our own say it in their message. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof SignpostError ? error.message : error.name;
}

/** An impaired one routes traffic; it lacks what it needs to scale. */
const ROUTING = new Set(['active', 'active_impaired']);

/** What the state alone says; `undefined`: its targets decide. */
export function readinessOfState(code: string | undefined): Readiness | undefined {
  return ROUTING.has(code ?? '') ? undefined : notReady(`state is ${code ?? 'not told'}`);
}

/**
 * A target whose health nobody checks, as that of a Lambda function by default, gets traffic at once and never becomes
 * healthier than it is. `unavailable` for another reason is Elastic Load Balancing's own trouble to tell.
 */
export function isHealthy({ State, Reason }: TargetHealth): boolean {
  return State === 'healthy' || (State === 'unavailable' && Reason === 'Target.HealthCheckDisabled');
}

/** Of all targets of all target groups. */
export function readinessOfTargets(targets: readonly TargetHealth[]): Readiness {
  if (targets.some(isHealthy)) return READY;
  if (targets.length === 0) return notReady('no target is registered');
  return notReady(`no target is healthy (${tally(targets.map(({ State = 'unknown' }) => State))})`);
}

/** Of all instances of a classic load balancer: `InService`, `OutOfService`, `Unknown`. */
export function readinessOfInstances(states: readonly (string | undefined)[]): Readiness {
  if (states.includes('InService')) return READY;
  return notReady(states.length === 0 ? 'no instance is registered' : 'no instance is in service');
}

/** `3 unhealthy, 1 initial`: most first, then by name, in whatever order they were told. */
function tally(states: readonly string[]): string {
  return [...Map.groupBy(states, (state) => state)]
    .map(([state, { length }]) => ({ state, length }))
    .sort((one, other) => other.length - one.length || (one.state < other.state ? -1 : 1))
    .map(({ state, length }) => `${length} ${state}`)
    .join(', ');
}

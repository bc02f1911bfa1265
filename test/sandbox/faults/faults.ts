import type { Service } from '../front/service-of.ts';

/**
 * What may befall a call to a service that the front plays. `unavailable`: 503, nothing was done. `lost-before`,
 * `lost-after`: the connection is reset, before the call took effect or after it. `killed-before`, `killed-after`: the
 * process of the function that called dies at that moment; nobody else's calls are touched.
 */
export const KINDS = ['unavailable', 'lost-before', 'lost-after', 'killed-before', 'killed-after'] as const;
export type FaultKind = (typeof KINDS)[number];

const SERVICES: readonly Service[] = ['route53', 'elasticloadbalancing', 'eks', 'tagging', 'events', 'sqs'];

export interface Faults {
  /** What befalls this call; those of functions are made by a role. */
  ofCall(service: Service, method: string, byRole: boolean): FaultKind | undefined;
  /** Whether this event is lost on its way to the bus. */
  losesEvent(): boolean;
  /** Events of a replay as they come: EventBridge promises no order. */
  shuffled<Event>(events: readonly Event[]): readonly Event[];
  /** From now on, as a query says: `service`, `kind`, and perhaps `method` and `times`; or `share` and `seed` of events, `seed` of replays. Tells of
   * events how many were lost so far. */
  set(query: URLSearchParams): Readonly<Record<string, unknown>>;
}

interface CallFault {
  readonly kind: FaultKind;
  readonly method: string | undefined;
  times: number;
}

/** The faults of a sandbox: none until somebody asks for them at `/_sandbox/faults`. */
export function createFaults(): Faults {
  const calls = new Map<Service, CallFault>();
  let share = 0;
  let lost = 0;
  let chance = chances(0);
  let shuffling: (() => number) | undefined;
  return {
    ofCall: (service, method, byRole) => {
      const fault = calls.get(service);
      if (fault === undefined || fault.times === 0) return undefined;
      if (fault.method !== undefined && fault.method !== method) return undefined;
      if (fault.kind.startsWith('killed') && !byRole) return undefined;
      fault.times -= 1;
      return fault.kind;
    },
    losesEvent: () => {
      const isLost = share > 0 && chance() < share;
      if (isLost) lost += 1;
      return isLost;
    },
    shuffled: (events) => {
      const random = shuffling;
      if (random === undefined) return events;
      const drawn = events.map((event) => ({ event, at: random() }));
      return drawn.sort((one, other) => one.at - other.at).map(({ event }) => event);
    },
    set: (query) => {
      const kind = oneOf(query, 'kind', [...KINDS, 'none', 'lost-events', 'shuffled-replays']);
      if (kind === 'shuffled-replays') {
        shuffling = chances(number(query, 'seed', 0, 2 ** 31));
        return { kind };
      }
      if (kind === 'lost-events') {
        share = number(query, 'share', 0, 1);
        chance = chances(number(query, 'seed', 0, 2 ** 31, 1));
        return { kind, share, lost };
      }
      const service = oneOf(query, 'service', SERVICES) as Service;
      if (kind === 'none') calls.delete(service);
      else {
        const times = number(query, 'times', 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
        calls.set(service, { kind: kind as FaultKind, method: query.get('method') ?? undefined, times });
      }
      return { service, kind };
    },
  };
}

function oneOf(query: URLSearchParams, name: string, known: readonly string[]): string {
  const value = query.get(name) ?? '';
  if (!known.includes(value)) throw new Error(`${name}: got "${value}", wants one of ${known.join(', ')}`);
  return value;
}

function number(
  query: URLSearchParams,
  name: string,
  least: number,
  most: number,
  fallback?: number,
): number {
  const given = query.get(name);
  const value = given === null && fallback !== undefined ? fallback : Number(given ?? Number.NaN);
  if (!(value >= least && value <= most))
    throw new Error(`${name}: got "${given}", wants a number, ${least} to ${most}`);
  return value;
}

/** Numbers from 0 to 1 that are the same each time for a seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

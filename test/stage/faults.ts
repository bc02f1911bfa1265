import type { Ports } from '../../functions/sync/ports.ts';
import type { LoadBalancerId, Look } from '../../shared/load-balancers/load-balancer.ts';

export const FAULTS = ['killed before', 'killed after', 'failed before', 'failed after'] as const;

/** At which port call of a story, counted from 1, what happens: before or after the call took effect. */
export interface Fault {
  readonly call: number;
  readonly kind: (typeof FAULTS)[number];
}

export interface Instrumented {
  readonly ports: Ports;
  /** Every call made so far, by port. */
  readonly calls: readonly (keyof Ports)[];
  /** Settles when the fault kills the invocation that runs. */
  killed: Promise<void>;
  /** A new invocation begins: calls of a killed one hang for ever. */
  begin(): void;
}

/** Ports that count their calls and fail at one of them. */
export function instrument(ports: Ports, fault?: Fault): Instrumented {
  const calls: (keyof Ports)[] = [];
  let invocation = 0;
  let dead = -1;
  let die: () => void = () => undefined;
  const instrumented: Instrumented = {
    calls,
    killed: Promise.resolve(),
    begin() {
      invocation += 1;
      instrumented.killed = new Promise((resolve) => {
        die = resolve;
      });
    },
    ports: Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [
        name,
        (...input: never[]) => call(name as keyof Ports, port, input),
      ]),
    ) as unknown as Ports,
  };
  const hang = () => new Promise<never>(() => undefined);
  const kill = () => {
    dead = invocation;
    die();
    return hang();
  };

  async function call(name: keyof Ports, port: (...input: never[]) => Promise<unknown>, input: never[]) {
    const mine = invocation;
    if (dead === mine) return hang();
    calls.push(name);
    const kind = fault?.call === calls.length ? fault.kind : undefined;
    if (kind === 'killed before') return kill();
    if (kind === 'failed before') return failureOf(name, input);
    const answer = await port(...input);
    if (dead === mine || kind === 'killed after') return dead === mine ? hang() : kill();
    return kind === 'failed after' ? failureOf(name, input) : answer;
  }
  return instrumented;
}

/** How a port says that a call failed: some throw, some tell. */
export function failureOf(name: keyof Ports, input: readonly unknown[]): unknown {
  const error = new Error(`${name} failed on purpose`);
  if (name === 'applyChanges') return { kind: 'unknown', error };
  if (name !== 'listLoadBalancers') throw error;
  const ids = input[0] as readonly LoadBalancerId[];
  return new Map(ids.map((id): [LoadBalancerId, Look] => [id, { kind: 'unknown', error }]));
}

import type { Ports } from '../../../functions/sync/ports.ts';
import { invoke } from '../../stage/drain.ts';
import { meanwhile } from '../../stage/meanwhile.ts';
import type { Stage } from '../../stage/stage.ts';

/** One invocation with every message that is ready; it is killed at the n-th call of a port, and its messages come back. */
export async function dies(
  stage: Stage,
  port: keyof Ports,
  at: { readonly call?: number; readonly when?: 'before' | 'after' } = {},
): Promise<void> {
  let die = (): void => undefined;
  const killed = new Promise<void>((resolve) => {
    die = resolve;
  });
  const hang = () => {
    die();
    return new Promise<never>(() => undefined);
  };
  const ports = meanwhile(stage.ports, port, hang, at);
  await invoke(stage, { ports, calls: [], killed, begin: () => undefined });
}

/** One invocation while something else happens at the n-th call of a port. */
export async function runsWhile(
  stage: Stage,
  port: keyof Ports,
  act: () => Promise<unknown>,
  at: { readonly call?: number; readonly when?: 'before' | 'after' } = {},
): Promise<void> {
  const ports = meanwhile(stage.ports, port, act, at);
  await invoke(stage, { ports, calls: [], killed: new Promise(() => undefined), begin: () => undefined });
}

import { setTimeout as pause } from 'node:timers/promises';
import type { PumpClients } from './invoke.ts';
import { readMappings } from './mapping.ts';
import { type PolledClients, poll } from './poll.ts';

export interface Pump {
  /** Starts again after `stop`; does nothing when it runs. */
  start(): void;
  /** Receives nothing more, and waits for the invocations under way. */
  stop(): Promise<void>;
  /** Whether an invocation of this function is under way. */
  isBusy(functionName: string): boolean;
}

/** How often mappings are read again, so that a later deploy is noticed. */
const REFRESH = 1_000;

/** Takes messages from queues to functions as Lambda's event source mappings do. */
export function createPump(clients: PumpClients, trouble: (error: unknown) => void): Pump {
  const underWay = new Map<string, number>();
  const counting: PolledClients['counting'] = async (functionArn, invocation) => {
    const count = (by: number) => underWay.set(functionArn, (underWay.get(functionArn) ?? 0) + by);
    count(1);
    await invocation.finally(() => count(-1));
  };
  let run: { stopped: boolean; done: Promise<void> } | undefined;
  return {
    start: () => {
      if (run !== undefined) return;
      const state = { stopped: false, done: Promise.resolve() };
      state.done = watch({ ...clients, counting }, () => state.stopped, trouble);
      run = state;
    },
    isBusy: (name) => [...underWay].some(([arn, count]) => arn.endsWith(`:${name}`) && count > 0),
    stop: async () => {
      const state = run;
      if (state === undefined) return;
      state.stopped = true;
      await state.done;
      run = undefined;
    },
  };
}

/** One loop per mapping; a mapping whose settings changed gets a new loop. */
async function watch(
  clients: PolledClients,
  stopped: () => boolean,
  trouble: (error: unknown) => void,
): Promise<void> {
  const loops = new Map<string, { ended: boolean; done: Promise<void> }>();
  while (!stopped()) {
    const mappings = await readMappings(clients.functions).catch((error: unknown) => {
      trouble(error);
      return undefined;
    });
    if (mappings !== undefined) {
      const wanted = new Map(mappings.map((mapping) => [JSON.stringify(mapping), mapping]));
      for (const [key, loop] of loops) loop.ended = !wanted.has(key);
      for (const [key, mapping] of wanted) {
        if (loops.has(key)) continue;
        const loop = { ended: false, done: Promise.resolve() };
        loop.done = poll(clients, mapping, () => loop.ended || stopped(), trouble).finally(() =>
          loops.delete(key),
        );
        loops.set(key, loop);
      }
    }
    for (const start = Date.now(); Date.now() - start < REFRESH && !stopped(); ) await pause(50);
  }
  await Promise.all([...loops.values()].map(({ done }) => done));
}

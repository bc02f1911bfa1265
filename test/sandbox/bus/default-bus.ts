import pMap from 'p-map';
import type { EmittedEvent } from '../../world/load-balancers/event.ts';
import type { ClientsByCaller } from './clients.ts';
import { deliver } from './deliver.ts';
import { type DeployedRule, matches, readRules } from './rules.ts';

/** An event on its way; a replayed one goes to certain rules only. */
interface Letter {
  readonly event: EmittedEvent & { readonly 'replay-name'?: string };
  readonly rules: readonly string[] | undefined;
}

export interface DefaultBus {
  /** Takes an event; it is with the targets well within a second. `rules`: ARNs of the only rules that may see it. */
  publish(event: Letter['event'], rules?: readonly string[]): void;
  /** When everything published so far is delivered. */
  settled(): Promise<void>;
  /** Nothing is delivered after this. */
  close(): void;
}

const AT_ONCE = 8;

/**
 * The default bus of every account and Region for `aws.*` events. Rules are read as they are deployed when the event
 * is delivered, once for all that arrived meanwhile. The order of events is kept for nobody, as on AWS.
 */
export function createDefaultBus(clients: ClientsByCaller, trouble: (error: unknown) => void): DefaultBus {
  let waiting: Letter[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const run = async () => {
    while (waiting.length > 0 && !closed) {
      const letters = waiting;
      waiting = [];
      await pMap(Map.groupBy(letters, ({ event }) => `${event.account}/${event.region}`).values(), (group) =>
        deliverAll(group).catch(trouble),
      );
    }
    running = undefined;
  };

  const deliverAll = async (letters: readonly Letter[]) => {
    const first = letters[0];
    if (first === undefined) return;
    const own = clients.of(first.event);
    const rules = await readRules(own.events);
    const pairs = letters.flatMap((letter) =>
      rules.filter(({ arn }) => letter.rules?.includes(arn) ?? true).map((rule) => ({ letter, rule })),
    );
    const handOver = async ({ letter: { event }, rule }: { letter: Letter; rule: DeployedRule }) => {
      if (!(await matches(own.events, rule.pattern, event))) return;
      for (const target of rule.targets) await deliver(own, rule, target, event);
    };
    await pMap(pairs, (pair) => handOver(pair).catch(trouble), { concurrency: AT_ONCE });
  };

  return {
    publish: (event, rules) => {
      if (closed) return;
      waiting.push({ event, rules });
      running ??= run();
    },
    settled: async () => {
      while (running !== undefined) await running;
    },
    close: () => {
      closed = true;
    },
  };
}

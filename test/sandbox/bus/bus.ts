import type { Operations } from '../../world/caller.ts';
import type { Clock } from '../../world/clock.ts';
import type { EmittedEvent } from '../../world/load-balancers/event.ts';
import { archiveOperations } from './archive-operations.ts';
import { createArchives } from './archives.ts';
import type { ClientsByCaller } from './clients.ts';
import { createDefaultBus, type DefaultBus } from './default-bus.ts';
import { type InOrder, replayOperations } from './replay-operations.ts';
import { ruleOperations } from './rule-operations.ts';
import { matches } from './rules.ts';

export interface Bus extends Pick<DefaultBus, 'settled' | 'close'> {
  /** An event of an AWS service: to the rules, and into the archives that want it. */
  emit(event: EmittedEvent): void;
  /** What EventBridge's API answers about archives and replays, and where MiniStack's own is more lenient. */
  readonly operations: Operations;
}

/** The default bus for `aws.*` events, with archives and replays: MiniStack, as AWS, takes such events from nobody. */
export function createBus(
  clients: ClientsByCaller,
  now: Clock,
  trouble: (error: unknown) => void,
  inOrder: InOrder,
): Bus {
  const archives = createArchives();
  const bus = createDefaultBus(clients, trouble);

  const keep = async (event: EmittedEvent) => {
    for (const archive of archives.of(event)) {
      const { events } = clients.of(event);
      if (archive.pattern === undefined || (await matches(events, archive.pattern, event))) {
        archive.events.push(event);
      }
    }
  };

  return {
    emit: (event) => {
      bus.publish(event);
      keep(event).catch(trouble);
    },
    settled: bus.settled,
    close: bus.close,
    operations: {
      ...archiveOperations(archives, now, async (pattern, caller) => {
        await matches(clients.of(caller).events, pattern, SAMPLE);
      }),
      ...replayOperations(archives, bus, now, inOrder),
      ...ruleOperations(clients),
    },
  };
}

/** Any event: a pattern is only tried for being one. */
const SAMPLE = {
  id: '0',
  'detail-type': 'sample',
  source: 'sample',
  account: '000000000000',
  time: '2026-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {},
};

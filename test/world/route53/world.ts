import type { ListResourceRecordSetsCommandInput } from '@aws-sdk/client-route-53';
import type { Caller, Operations } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { type AcceptedChange, changeOperations } from './change-record-sets.ts';
import { createHealthChecks, type HealthCheckStore } from './health-checks.ts';
import { hostedZoneOperations } from './hosted-zones.ts';
import type { ListOrder } from './list-order.ts';
import { listRecordSets } from './list-record-sets.ts';
import { createQuotas } from './quotas.ts';
import type { StoredSet } from './stored-set.ts';
import { tagOperations } from './tags.ts';
import type { Zone } from './zone.ts';
import { createZoneStore, type NewZone } from './zone-store.ts';

export interface Route53Options {
  readonly clock: Clock;
  /** Both token buckets of each account, and one change at a time per zone. */
  readonly quotas?: boolean;
  /** With quotas: how long a change keeps its zone busy; default 100. */
  readonly busyMilliseconds?: number;
  /** Record sets that a zone may hold; AWS's default is 10,000. */
  readonly recordsPerZone?: number;
  /** How names are sorted in a listing; default `documented`. */
  readonly order?: ListOrder;
}

export interface Route53World {
  readonly operations: Operations;
  /** By id without `/hostedzone/`. */
  readonly zones: ReadonlyMap<string, Zone>;
  createZone(zone: NewZone): Zone;
  readonly healthChecks: Pick<HealthCheckStore, 'all' | 'create'>;
  /** Every record set of a zone as listed, NS and SOA of the apex included. */
  records(zoneId: string): readonly StoredSet[];
  /** Every accepted ChangeResourceRecordSets, in order. */
  readonly changes: readonly AcceptedChange[];
  /** `<error>: <message>` of every other one, in order. */
  readonly refused: readonly string[];
  /** Calls by operation, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
}

export function createRoute53(options: Route53Options): Route53World {
  const store = createZoneStore(options.order ?? 'documented');
  const healthChecks = createHealthChecks();
  const changes: AcceptedChange[] = [];
  const refused: string[] = [];
  const calls: Record<string, number> = {};
  const quotas = options.quotas === true ? createQuotas(options.clock) : undefined;
  const operations: Operations = {
    ...hostedZoneOperations(store, options.clock),
    ...tagOperations(store),
    ...healthChecks.operations,
    ...changeOperations(store, healthChecks, changes, {
      clock: options.clock,
      busyMilliseconds: options.quotas === true ? (options.busyMilliseconds ?? 100) : 0,
      recordsPerZone: options.recordsPerZone ?? 10_000,
    }),
    ListResourceRecordSets: (input: ListResourceRecordSetsCommandInput, caller: Caller) =>
      listRecordSets(store.zoneOf(input.HostedZoneId, caller), input),
  };
  return {
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, run]) => [
        name,
        (input: unknown, caller: Caller) => {
          calls[name] = (calls[name] ?? 0) + 1;
          if (name !== 'ChangeResourceRecordSets') {
            quotas?.take(caller.account, name, 0);
            return run(input, caller);
          }
          try {
            quotas?.take(caller.account, name, changeTokens(input));
            return run(input, caller);
          } catch (error) {
            refused.push(String(error));
            throw error;
          }
        },
      ]),
    ),
    zones: store.zones,
    createZone: store.createZone,
    healthChecks,
    records(zoneId) {
      const zone = store.zones.get(zoneId);
      if (zone === undefined) throw new Error(`The world has no hosted zone ${zoneId}`);
      return zone.records.sorted();
    },
    changes,
    refused,
    calls,
  };
}

/** CREATE and DELETE take one token of the change throughput, UPSERT two. */
function changeTokens(input: unknown): number {
  const { ChangeBatch: batch } = input as { ChangeBatch?: { Changes?: { Action?: string }[] } };
  return (batch?.Changes ?? []).reduce((sum, { Action }) => sum + (Action === 'UPSERT' ? 2 : 1), 0);
}

import type { Operations } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { byAccount } from './by-account.ts';
import type { ClassicState } from './classic/state.ts';
import { classicTable } from './classic/table.ts';
import type { EmittedEvent } from './event.ts';
import { createIdentifiers } from './identifiers.ts';
import { lagging } from './lagging.ts';
import { recorded } from './recorded.ts';
import { taggingOperations } from './tagging.ts';
import { emptyV2State } from './v2/state.ts';
import { v2Table } from './v2/table.ts';

export type { EmittedEvent } from './event.ts';

export interface LoadBalancers {
  /** API 2015-12-01: application, network and gateway load balancers, target groups, listeners, rules. */
  readonly v2: Operations;
  /** API 2012-06-01: classic load balancers. */
  readonly classic: Operations;
  /** Resource Groups Tagging API, for load balancers and target groups. */
  readonly tagging: Operations;
}

/**
 * Load balancers of every account and Region, as AWS keeps them. `emit` is called after each call that is no mere
 * reading, before it returns or throws, with the events that AWS puts on the default bus: the CloudTrail record, also
 * of a refused call, and one `aws.tag` event for each resource whose tags changed, tags given at creation included.
 */
export function createLoadBalancers(options: {
  clock: Clock;
  emit: (event: EmittedEvent) => void;
  /** Milliseconds that the tagging API is behind, from the first change on; absent: none. */
  taggingLag?: () => number;
}): LoadBalancers {
  const v2State = byAccount(emptyV2State);
  const classicState = byAccount<ClassicState>(() => ({ loadBalancers: new Map() }));
  const shared = { ...options, identifiers: createIdentifiers() };
  const { resources, watched } = lagging(
    (caller) => [
      ...v2State(caller).loadBalancers.values(),
      ...v2State(caller).targetGroups.values(),
      ...classicState(caller).loadBalancers.values(),
    ],
    options.clock,
    options.taggingLag ?? (() => 0),
  );
  return {
    v2: watched(recorded({ ...shared, apiVersion: '2015-12-01', stateOf: v2State }, v2Table)),
    classic: watched(recorded({ ...shared, apiVersion: '2012-06-01', stateOf: classicState }, classicTable)),
    tagging: taggingOperations(resources),
  };
}

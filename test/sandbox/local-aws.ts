import { join } from 'node:path';
import { createEks, type Eks } from '../world/eks.ts';
import { eksService } from '../world/http/eks.ts';
import { loadBalancersService } from '../world/http/load-balancers.ts';
import { taggingService } from '../world/http/load-balancers-tagging.ts';
import { route53Service } from '../world/http/route53.ts';
import { createLoadBalancers, type EmittedEvent, type LoadBalancers } from '../world/load-balancers/world.ts';
import { createRoute53, type Route53World } from '../world/route53/world.ts';
import { createBus } from './bus/bus.ts';
import { type BusClients, clientsByCaller } from './bus/clients.ts';
import type { FollowedClock } from './clock/clock.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import type { RecordedCall } from './front/calls.ts';
import { type Control, startFront } from './front/front.ts';
import { type Identify, identifyBy } from './front/identify.ts';
import { ACCOUNT, REGION } from './isolated-environment.ts';
import { type Ministack, startMinistack } from './ministack.ts';
import type { Teardown } from './processes/teardown.ts';
import { messageMoveOperations } from './queues/message-move-operations.ts';
import { OTHER_ACCOUNTS_ZONE, VPC, ZONES } from './settings.ts';

export interface LocalAwsOptions {
  readonly folder: string;
  readonly quotas: boolean;
  /** Of the whole sandbox, and its file; absent: that of the machine. */
  readonly clock?: FollowedClock | undefined;
  readonly clockFile?: string | undefined;
  readonly control: Control;
  readonly tell?: ((text: string) => void) | undefined;
  readonly trouble: (error: unknown) => void;
}

/** An AWS with nothing deployed: MiniStack, and in front of it the services that the product is about. */
export interface LocalAws {
  /** The front: the endpoint for every service. */
  readonly url: string;
  readonly ministack: Ministack;
  /** Past the front, as the sandbox's own account. */
  readonly clients: BusClients;
  readonly loadBalancers: LoadBalancers;
  readonly route53: Route53World;
  readonly eks: Eks;
  /** Calls to the services that the front plays. */
  readonly calls: readonly RecordedCall[];
  /** Every event that an AWS service put on the default bus. */
  readonly events: readonly EmittedEvent[];
  emit(event: EmittedEvent): void;
  /** When all of them are delivered. */
  settled(): Promise<void>;
  readonly identify: Identify;
  /** Epoch ms, of the clock that the whole sandbox goes by. */
  readonly now: () => number;
  readonly faults: Faults;
}

export async function startLocalAws(options: LocalAwsOptions, teardown: Teardown): Promise<LocalAws> {
  const { trouble } = options;
  const clock = options.clock?.now ?? Date.now;
  const faults = createFaults();
  let ministack: Ministack | undefined;
  const port = () => {
    if (ministack === undefined) throw new Error('MiniStack is not there yet');
    return ministack.port;
  };
  const clients = clientsByCaller(() => `http://127.0.0.1:${port()}`);
  teardown.add(() => clients.close());
  const bus = createBus(clients, clock, trouble, faults.shuffled);
  const events: EmittedEvent[] = [];
  const emit = (event: EmittedEvent) => {
    // The end of a deploy is not an event of the load balancers.
    if (event.source !== 'aws.cloudformation' && faults.losesEvent()) return;
    events.push(event);
    bus.emit(event);
  };
  const loadBalancers = createLoadBalancers({ clock, emit });
  const route53 = createRoute53({ clock, quotas: options.quotas });
  for (const zone of ZONES) route53.createZone({ ...zone, ...(zone.private && { vpc: VPC }) });
  const { account, id, name } = OTHER_ACCOUNTS_ZONE;
  route53.createZone({ account, id, name });
  const eks = createEks({ clock });

  const identify = identifyBy(() => `http://127.0.0.1:${port()}`);
  const front = await startFront({
    services: {
      elasticloadbalancing: loadBalancersService(loadBalancers),
      route53: route53Service(route53),
      eks: eksService(eks),
      tagging: taggingService(loadBalancers.tagging),
    },
    operations: {
      events: bus.operations,
      sqs: messageMoveOperations((caller) => clients.of(caller).queues, clock),
    },
    control: options.control,
    identify,
    ministackPort: port,
    now: clock,
    faults,
    trouble,
  });
  teardown.add(() => front.close());
  ministack = await startMinistack(
    {
      folder: join(options.folder, 'ministack'),
      front: front.url,
      tell: options.tell,
      clock: options.clockFile,
    },
    teardown,
  );
  teardown.add(() => bus.close());
  return {
    url: front.url,
    ministack,
    clients: clients.of({ account: ACCOUNT, region: REGION }),
    loadBalancers,
    route53,
    eks,
    calls: front.calls,
    events,
    emit,
    settled: bus.settled,
    identify,
    now: clock,
    faults,
  };
}

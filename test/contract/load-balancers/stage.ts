import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import {
  CreateLoadBalancerCommand,
  type CreateLoadBalancerCommandInput,
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeEach } from 'vitest';
import { type ManualClock, manualClock } from '../../world/clock.ts';
import { loadBalancersService } from '../../world/http/load-balancers.ts';
import {
  createLoadBalancers,
  type EmittedEvent,
  type LoadBalancers,
} from '../../world/load-balancers/world.ts';
import { serve } from '../serve.ts';

export const ACCOUNT = '111111111111';

/** The real clients, over HTTP to a world that is new for each case. */
export interface Stage {
  readonly v2: ElasticLoadBalancingV2Client;
  readonly classic: ElasticLoadBalancingClient;
  /** The same account in another Region. */
  readonly elsewhere: ElasticLoadBalancingV2Client;
  readonly world: LoadBalancers;
  readonly events: EmittedEvent[];
  readonly clock: ManualClock;
  /** Creates a load balancer of kind application in `subnet-1`, with what is given instead. */
  create(name: string, input?: Partial<CreateLoadBalancerCommandInput>): Promise<Created>;
}

export type Created = LoadBalancer & { LoadBalancerArn: string; DNSName: string };

export async function openStage(): Promise<Stage> {
  let clock = manualClock();
  let world: LoadBalancers;
  const events: EmittedEvent[] = [];
  const { url, close } = await serve((request) => loadBalancersService(world)(request));
  const client = (region: string) => ({
    endpoint: url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'secret' },
  });
  const v2 = new ElasticLoadBalancingV2Client(client('us-east-1'));
  const elsewhere = new ElasticLoadBalancingV2Client(client('eu-west-1'));
  const classic = new ElasticLoadBalancingClient(client('us-east-1'));

  const open = () => {
    clock = manualClock(Date.parse('2022-04-02T12:19:59.123Z'));
    events.length = 0;
    world = createLoadBalancers({ clock: () => clock.now(), emit: (event) => events.push(event) });
  };
  open();
  beforeEach(open);
  afterAll(async () => {
    for (const each of [v2, elsewhere, classic]) each.destroy();
    await close();
  });

  return {
    v2,
    elsewhere,
    classic,
    events,
    get world() {
      return world;
    },
    get clock() {
      return clock;
    },
    create: async (name, input = {}) => {
      const answer = await v2.send(
        new CreateLoadBalancerCommand({ Name: name, Subnets: ['subnet-1'], ...input }),
      );
      return answer.LoadBalancers?.[0] as Created;
    },
  };
}

import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAllLoadBalancers } from '../../../shared/load-balancers/list-all-load-balancers.ts';
import {
  type LoadBalancerClients,
  listLoadBalancers,
} from '../../../shared/load-balancers/list-load-balancers.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { type Served, serve } from '../../contract/serve.ts';
import { manualClock } from '../../world/clock.ts';
import { loadBalancersService } from '../../world/http/load-balancers.ts';
import { createLoadBalancers } from '../../world/load-balancers/world.ts';
import { CALLER, REGION } from './world.ts';

// The real clients read AWS's XML: the names of its errors, times, and lists that are empty.
const world = createLoadBalancers({ clock: manualClock().now, emit: () => {} });
let served: Served;
let clients: LoadBalancerClients;

beforeAll(async () => {
  served = await serve(loadBalancersService(world));
  const credentials = { accessKeyId: CALLER.account, secretAccessKey: 'test' };
  const settings = { endpoint: served.url, region: REGION, credentials, maxAttempts: 1 };
  clients = {
    v2: new ElasticLoadBalancingV2Client(settings),
    classic: new ElasticLoadBalancingClient(settings),
  };
});

afterAll(async () => {
  clients.v2.destroy();
  clients.classic.destroy();
  await served.close();
});

it('finds what is there and what is missing, through the SDK', async () => {
  const Tags = [{ Key: 'signpost/hostname', Value: 'web.example.com' }];
  world.v2['CreateLoadBalancer']!({ Name: 'web', Subnets: ['subnet-1', 'subnet-2'], Tags }, CALLER);
  world.v2['CreateLoadBalancer']!({ Name: 'bare', Type: 'network', Subnets: ['subnet-1'] }, CALLER);
  world.v2['CreateLoadBalancer']!({ Name: 'inspect', Type: 'gateway', Subnets: ['subnet-1'] }, CALLER);
  const Listeners = [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }];
  world.classic['CreateLoadBalancer']!({ LoadBalancerName: 'old', Listeners, Subnets: ['subnet-1'] }, CALLER);

  const listed = await listAllLoadBalancers(clients, REGION)();
  expect(listed.map(({ kind }) => kind)).toEqual(['application', 'network', 'gateway', 'classic']);

  const arn = `arn:aws:elasticloadbalancing:${REGION}:${CALLER.account}:loadbalancer` as const;
  const missing: LoadBalancerId[] = [`${arn}/app/missing/0123456789abcdef`, `classic/${REGION}/missing`];
  const foreign = missing[0]!.replace(CALLER.account, '999999999999') as LoadBalancerId;
  const ids = listed.map(({ id }) => id);
  const looks = await listLoadBalancers(clients, REGION)([...ids, ...missing, foreign]);

  expect(Object.fromEntries([...looks].map(([id, { kind }]) => [id, kind]))).toEqual({
    ...Object.fromEntries(ids.map((id) => [id, 'present'])),
    ...Object.fromEntries(missing.map((id) => [id, 'gone'])),
    [foreign]: 'unknown',
  });
  expect(looks.get(ids[0]!)).toMatchObject({
    loadBalancer: { createdAt: '2026-01-01T00:00:00.000Z', tags: { 'signpost/hostname': 'web.example.com' } },
  });
  for (const id of ids.slice(1)) expect(looks.get(id)).toMatchObject({ loadBalancer: { tags: {} } });
});

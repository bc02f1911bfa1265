import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import pMap from 'p-map';
import { type Answer, listById, saysGone } from './list-by-id.ts';
import type { LoadBalancerId } from './load-balancer.ts';
import {
  GONE,
  isHealthy,
  notReady,
  READY,
  type Readiness,
  readinessOfState,
  readinessOfTargets,
  type TargetHealth,
  unreadable,
} from './readiness.ts';

const AT_ONCE = 4;

/** Application, network and gateway load balancers: the state of all first, then the targets of those it allows. */
export async function readV2Readiness(
  client: ElasticLoadBalancingV2Client,
  ids: readonly LoadBalancerId[],
): Promise<ReadonlyMap<LoadBalancerId, Readiness>> {
  const states = await listById(ids, async (arns) => {
    const answer = await client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [...arns] }));
    return new Map(
      answer.LoadBalancers?.map((each) => [each.LoadBalancerArn as LoadBalancerId, each.State ?? {}]),
    );
  });
  const read = await pMap(
    [...states],
    async ([id, state]) => [id, await readinessOf(client, id, state)] as const,
    { concurrency: AT_ONCE },
  );
  return new Map(read);
}

async function readinessOf(
  client: ElasticLoadBalancingV2Client,
  id: LoadBalancerId,
  state: Answer<{ readonly Code?: string | undefined }>,
): Promise<Readiness> {
  if (state.kind === 'gone') return GONE;
  if (state.kind === 'unknown') return unreadable(state.error);
  try {
    return readinessOfState(state.item.Code) ?? (await readTargets(client, id));
  } catch (error) {
    return saysGone(error) ? GONE : unreadable(error);
  }
}

/** Group by group, until the first healthy target. */
async function readTargets(client: ElasticLoadBalancingV2Client, id: LoadBalancerId): Promise<Readiness> {
  const groups = await listTargetGroups(client, id);
  if (groups.length === 0) return notReady('it has no target group');
  const targets: TargetHealth[] = [];
  for (const TargetGroupArn of groups) {
    const answer = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    const told = (answer.TargetHealthDescriptions ?? []).map(({ TargetHealth }) => TargetHealth ?? {});
    if (told.some(isHealthy)) return READY;
    targets.push(...told);
  }
  return readinessOfTargets(targets);
}

/** ARNs of the target groups that its listeners and rules forward to. */
async function listTargetGroups(client: ElasticLoadBalancingV2Client, id: LoadBalancerId): Promise<string[]> {
  const arns: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: id, Marker }));
    arns.push(...(page.TargetGroups ?? []).flatMap(({ TargetGroupArn = [] }) => TargetGroupArn));
    Marker = page.NextMarker;
  } while (Marker !== undefined && Marker !== '');
  return arns;
}

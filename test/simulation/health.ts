import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Stage } from '../stage/stage.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import type { MadeLoadBalancer, Player } from './players.ts';

const Instances = [{ InstanceId: 'i-1' }];
const Targets = [{ Id: '10.0.0.1' }];

/** A target comes behind a load balancer, healthy at once, or goes. No event tells it. */
export async function actOnHealth(history: History): Promise<void> {
  const { stage, chance, players, tally } = history;
  const made = players.filter((each) => each.made !== undefined);
  if (made.length === 0) return;
  await turnHealth(stage, oneOf(chance, made));
  tally['health changed'] += 1;
}

/** A target comes, or goes. */
export async function turnHealth(stage: Stage, player: Player): Promise<void> {
  const { made, kind } = player;
  if (made === undefined) return;
  player.isReady = !player.isReady;
  player.readySince = stage.clock.now();
  if (kind === 'classic') {
    const input = { LoadBalancerName: made.arn, Instances };
    await stage.elb.classic.send(
      player.isReady
        ? new classic.RegisterInstancesWithLoadBalancerCommand(input)
        : new classic.DeregisterInstancesFromLoadBalancerCommand(input),
    );
    return;
  }
  player.targetGroup ??= await putGroupBehind(stage, made, `${player.name}-${player.timesMade}`);
  const input = { TargetGroupArn: player.targetGroup, Targets };
  await stage.elb.v2.send(
    player.isReady ? new v2.RegisterTargetsCommand(input) : new v2.DeregisterTargetsCommand(input),
  );
}

async function putGroupBehind(stage: Stage, { arn }: MadeLoadBalancer, Name: string): Promise<string> {
  const { TargetGroups: [group] = [] } = await stage.elb.v2.send(
    new v2.CreateTargetGroupCommand({
      Name,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-sandbox',
      TargetType: 'ip',
    }),
  );
  const TargetGroupArn = group?.TargetGroupArn ?? '';
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }];
  await stage.elb.v2.send(
    new v2.CreateListenerCommand({ LoadBalancerArn: arn, Protocol: 'HTTP', Port: 80, DefaultActions }),
  );
  return TargetGroupArn;
}

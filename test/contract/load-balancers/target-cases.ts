import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import type { Stage } from './stage.ts';

export function targetCases(contract: Contract<LoadBalancerRowId>, { v2, create }: Stage): void {
  contract('elb.target-health', async () => {
    const { LoadBalancerArn } = await create('here');
    const { TargetGroups } = await v2.send(
      new CreateTargetGroupCommand({ Name: 'behind', Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-sandbox' }),
    );
    const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn;
    const health = async () =>
      (await v2.send(new DescribeTargetHealthCommand({ TargetGroupArn }))).TargetHealthDescriptions;
    expect(await health()).toEqual([]);

    await v2.send(
      new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: 'i-1' }, { Id: 'i-2', Port: 9 }] }),
    );
    expect(await health()).toMatchObject([
      { Target: { Id: 'i-1', Port: 8080 }, TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } },
      { Target: { Id: 'i-2', Port: 9 }, TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } },
    ]);

    const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }];
    await v2.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions }));
    expect(await health()).toMatchObject([
      { TargetHealth: { State: 'healthy' } },
      { TargetHealth: { State: 'healthy' } },
    ]);

    const Tags = [{ Key: 'sandbox/health', Value: 'unhealthy' }];
    await v2.send(new AddTagsCommand({ ResourceArns: [LoadBalancerArn], Tags }));
    expect((await health())?.[0]?.TargetHealth).toMatchObject({
      State: 'unhealthy',
      Reason: 'Target.FailedHealthChecks',
    });
  });
}

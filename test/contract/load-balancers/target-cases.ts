import {
  AddTagsCommand as AddClassicTagsCommand,
  CreateLoadBalancerCommand as CreateClassicCommand,
  DescribeInstanceHealthCommand,
  RegisterInstancesWithLoadBalancerCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  DescribeTargetHealthCommand,
  paginateDescribeTargetGroups,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { classicInput } from './classic-cases.ts';
import type { Stage } from './stage.ts';

/** What is behind a load balancer, and how it fares. */
export function targetCases(contract: Contract<LoadBalancerRowId>, { v2, classic, create }: Stage): void {
  const group = async (Name: string, input: Partial<CreateTargetGroupCommandInput> = {}) => {
    const { TargetGroups } = await v2.send(new CreateTargetGroupCommand({ Name, ...input }));
    return TargetGroups?.[0]?.TargetGroupArn;
  };
  const forward = (TargetGroupArn: string | undefined) => [{ Type: 'forward' as const, TargetGroupArn }];
  const listen = async (LoadBalancerArn: string, TargetGroupArn: string | undefined, Port = 80) => {
    const DefaultActions = forward(TargetGroupArn);
    const { Listeners } = await v2.send(
      new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port, DefaultActions }),
    );
    return Listeners?.[0]?.ListenerArn;
  };

  contract('elb.target-health', async () => {
    const { LoadBalancerArn } = await create('here');
    const TargetGroupArn = await group('behind', { Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-sandbox' });
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

    await listen(LoadBalancerArn, TargetGroupArn);
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

  contract('elb.target-health.not-checked', async () => {
    const { LoadBalancerArn } = await create('here');
    const stateOf = async (TargetGroupArn: string | undefined, port: number) => {
      await listen(LoadBalancerArn, TargetGroupArn, port);
      await v2.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: 'arn:function' }] }));
      const { TargetHealthDescriptions } = await v2.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      return TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth);
    };
    expect(await stateOf(await group('lambda', { TargetType: 'lambda' }), 80)).toMatchObject([
      { State: 'unavailable', Reason: 'Target.HealthCheckDisabled' },
    ]);
    const checked = { TargetType: 'lambda', HealthCheckEnabled: true } as const;
    expect(await stateOf(await group('checked', checked), 81)).toMatchObject([{ State: 'healthy' }]);
    await expect(group('unchecked', { TargetType: 'ip', HealthCheckEnabled: false })).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  contract('elb.target-groups.of-load-balancer', async () => {
    const { LoadBalancerArn } = await create('here');
    const { LoadBalancerArn: other } = await create('other');
    const behind = [await group('first'), await group('second'), await group('ruled')];
    await listen(other, await group('elsewhere'));
    await group('idle');
    const ListenerArn = await listen(LoadBalancerArn, behind[0]);
    await listen(LoadBalancerArn, behind[1], 81);
    await v2.send(
      new CreateRuleCommand({ ListenerArn, Priority: 1, Conditions: [], Actions: forward(behind[2]) }),
    );
    const pages: (string | undefined)[][] = [];
    const input = { LoadBalancerArn, PageSize: 2 };
    for await (const page of paginateDescribeTargetGroups({ client: v2 }, input)) {
      pages.push((page.TargetGroups ?? []).map(({ TargetGroupArn }) => TargetGroupArn));
    }
    expect(pages).toEqual([behind.slice(0, 2), behind.slice(2)]);
  });

  contract('classic.instance-health', async () => {
    const LoadBalancerName = 'here';
    await classic.send(new CreateClassicCommand(classicInput(LoadBalancerName)));
    const health = async (name = LoadBalancerName) => {
      const answer = await classic.send(new DescribeInstanceHealthCommand({ LoadBalancerName: name }));
      return answer.InstanceStates?.map(({ InstanceId, State }) => [InstanceId, State]);
    };
    expect(await health()).toEqual([]);
    const Instances = [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }];
    await classic.send(new RegisterInstancesWithLoadBalancerCommand({ LoadBalancerName, Instances }));
    expect(await health()).toEqual([
      ['i-1', 'InService'],
      ['i-2', 'InService'],
    ]);
    const Tags = [{ Key: 'sandbox/health', Value: 'unhealthy' }];
    await classic.send(new AddClassicTagsCommand({ LoadBalancerNames: [LoadBalancerName], Tags }));
    expect(await health()).toEqual([
      ['i-1', 'OutOfService'],
      ['i-2', 'OutOfService'],
    ]);
    await expect(health('absent')).rejects.toMatchObject({ name: 'AccessPointNotFoundException' });
  });
}

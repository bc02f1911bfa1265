import { CreateLoadBalancerCommand as CreateClassicCommand } from '@aws-sdk/client-elastic-load-balancing';
import {
  AddTagsCommand,
  CreateTargetGroupCommand,
  RemoveTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { classicInput } from './classic-cases.ts';
import { recordsOf, tagEventsOf } from './records.ts';
import { ACCOUNT, type Stage } from './stage.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });

export function tagEventCases(
  contract: Contract<LoadBalancerRowId>,
  { v2, classic, create, events }: Stage,
): void {
  contract('tag-event.shape', async () => {
    const { LoadBalancerArn } = await create('here', { Tags: [tag('a', '1')] });
    const Tags = [tag('a', '1'), tag('b', '2')];
    await v2.send(new AddTagsCommand({ ResourceArns: [LoadBalancerArn], Tags }));
    expect(tagEventsOf(events)[1]).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Tag Change on Resource',
      source: 'aws.tag',
      account: ACCOUNT,
      time: '2022-04-02T12:19:59Z',
      region: 'us-east-1',
      resources: [LoadBalancerArn],
      detail: {
        'changed-tag-keys': ['b'],
        tags: { a: '1', b: '2' },
        service: 'elasticloadbalancing',
        'resource-type': 'loadbalancer',
        version: 2,
      },
    });
  });

  contract('tag-event.removed-key', async () => {
    const { LoadBalancerArn } = await create('here', { Tags: [tag('a', '1'), tag('b', '2')] });
    await v2.send(new RemoveTagsCommand({ ResourceArns: [LoadBalancerArn], TagKeys: ['a', 'never'] }));
    expect(tagEventsOf(events).at(-1)?.detail).toMatchObject({ 'changed-tag-keys': ['a'], tags: { b: '2' } });
  });

  contract('tag-event.target-group', async () => {
    const Tags = [tag('a', '1')];
    const { TargetGroups } = await v2.send(new CreateTargetGroupCommand({ Name: 'behind', Port: 80, Tags }));
    expect(tagEventsOf(events)).toMatchObject([
      {
        resources: [TargetGroups?.[0]?.TargetGroupArn],
        detail: { service: 'elasticloadbalancing', 'resource-type': 'targetgroup' },
      },
    ]);
  });

  contract('tag-event.second-source', async () => {
    const one = await create('one');
    const two = await create('two');
    const ResourceArns = [one.LoadBalancerArn, two.LoadBalancerArn];
    await v2.send(new AddTagsCommand({ ResourceArns, Tags: [tag('a', '1')] }));
    expect(recordsOf(events).at(-1)).toMatchObject({ requestParameters: { resourceArns: ResourceArns } });
    expect(tagEventsOf(events).map(({ resources }) => resources)).toEqual([
      [one.LoadBalancerArn],
      [two.LoadBalancerArn],
    ]);
  });

  contract('tag-event.creation', async () => {
    const { LoadBalancerArn } = await create('here', { Tags: [tag('a', '1')] });
    expect(events.map(({ source }) => source)).toEqual(['aws.elasticloadbalancing', 'aws.tag']);
    expect(events[1]).toMatchObject({ resources: [LoadBalancerArn], detail: { tags: { a: '1' } } });
  });

  contract('tag-event.classic', async () => {
    await classic.send(new CreateClassicCommand(classicInput('here', { Tags: [tag('a', '1')] })));
    expect(tagEventsOf(events)).toMatchObject([
      {
        resources: [`arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:loadbalancer/here`],
        detail: { service: 'elasticloadbalancing', 'resource-type': 'loadbalancer' },
      },
    ]);
  });
}

import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  DeleteLoadBalancerCommand as DeleteClassicCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeleteLoadBalancerCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { classicInput } from './classic-cases.ts';
import { recordsOf } from './records.ts';
import { ACCOUNT, type Stage } from './stage.ts';

const Tags = [{ Key: 'k', Value: 'v' }];
const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** Which calls are recorded, and the envelope. */
export function deliveryCases(
  contract: Contract<LoadBalancerRowId>,
  { v2, classic, create, events }: Stage,
): void {
  contract('event.envelope', async () => {
    await create('here');
    expect(events).toEqual([
      {
        version: '0',
        id: UUID,
        'detail-type': 'AWS API Call via CloudTrail',
        source: 'aws.elasticloadbalancing',
        account: ACCOUNT,
        time: '2022-04-02T12:19:59Z',
        region: 'us-east-1',
        resources: [],
        detail: expect.objectContaining({
          eventSource: 'elasticloadbalancing.amazonaws.com',
          eventName: 'CreateLoadBalancer',
          eventID: UUID,
          eventTime: '2022-04-02T12:19:59Z',
          awsRegion: 'us-east-1',
          recipientAccountId: ACCOUNT,
          userIdentity: expect.objectContaining({ type: 'AssumedRole', accountId: ACCOUNT }),
        }),
      },
    ]);
    expect(events[0]?.id).not.toBe(events[0]?.detail['eventID']);
  });

  contract('event.api-version', async () => {
    await create('here');
    await classic.send(new CreateClassicCommand(classicInput('here')));
    expect(recordsOf(events)).toMatchObject([
      { apiVersion: '2015-12-01', eventSource: 'elasticloadbalancing.amazonaws.com' },
      { apiVersion: '2012-06-01', eventSource: 'elasticloadbalancing.amazonaws.com' },
    ]);
  });

  contract('event.first-letters', async () => {
    const { DNSName } = await create('here');
    expect(recordsOf(events)).toMatchObject([
      { responseElements: { loadBalancers: [{ dNSName: DNSName }] } },
    ]);
  });

  contract('event.v2.tags-of-others', async () => {
    const { LoadBalancerArn } = await create('here');
    const { TargetGroups } = await v2.send(new CreateTargetGroupCommand({ Name: 'behind', Port: 80 }));
    const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn as string;
    const Actions = [{ Type: 'forward' as const, TargetGroupArn }];
    const listener = await v2.send(
      new CreateListenerCommand({ LoadBalancerArn, Port: 80, Protocol: 'HTTP', DefaultActions: Actions }),
    );
    const ListenerArn = listener.Listeners?.[0]?.ListenerArn as string;
    const Conditions = [{ Field: 'path-pattern', Values: ['/x'] }];
    const rule = await v2.send(new CreateRuleCommand({ ListenerArn, Priority: 1, Conditions, Actions }));
    for (const arn of [TargetGroupArn, ListenerArn, rule.Rules?.[0]?.RuleArn as string]) {
      await v2.send(new AddTagsCommand({ ResourceArns: [arn], Tags }));
      expect(recordsOf(events).at(-1)).toMatchObject({
        eventName: 'AddTags',
        requestParameters: { resourceArns: [arn] },
      });
      expect(arn).not.toContain(':loadbalancer/');
    }
  });

  contract('event.create.no-add-tags-record', async () => {
    await create('here', { Tags });
    await classic.send(new CreateClassicCommand(classicInput('here', { Tags })));
    expect(recordsOf(events).map(({ eventName }) => eventName)).toEqual([
      'CreateLoadBalancer',
      'CreateLoadBalancer',
    ]);
  });

  contract('event.create.repeated', async () => {
    const { LoadBalancerArn } = await create('here');
    await create('here');
    const records = recordsOf(events);
    expect(records).toHaveLength(2);
    for (const record of records) {
      expect(record).toMatchObject({
        responseElements: { loadBalancers: [{ loadBalancerArn: LoadBalancerArn }] },
      });
      expect(record).not.toHaveProperty('errorCode');
    }
  });

  contract('event.delete.missing', async () => {
    const { LoadBalancerArn } = await create('here');
    await v2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    await v2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    await classic.send(new DeleteClassicCommand({ LoadBalancerName: 'absent' }));
    const [, ...deletions] = recordsOf(events);
    expect(deletions).toHaveLength(3);
    for (const record of deletions) expect(record).not.toHaveProperty('errorCode');
  });

  contract('event.failed', async () => {
    await create('here');
    await expect(create('here', { Scheme: 'internal', Tags })).rejects.toThrow();
    expect(events).toHaveLength(2);
    expect(recordsOf(events)[1]).toMatchObject({
      eventName: 'CreateLoadBalancer',
      errorCode: 'DuplicateLoadBalancerName',
      errorMessage: "A load balancer with the same name 'here' exists, but with different settings",
      requestParameters: { name: 'here', scheme: 'internal' },
      responseElements: null,
    });
  });

  contract('event.failed', 'classic', async () => {
    await expect(classic.send(new CreateClassicCommand(classicInput('-')))).rejects.toThrow();
    expect(recordsOf(events)).toMatchObject([{ errorCode: 'ValidationError', apiVersion: '2012-06-01' }]);
  });

  contract('event.reading', async () => {
    const { LoadBalancerArn } = await create('here');
    await v2.send(new DescribeLoadBalancersCommand({}));
    await v2.send(new DescribeTagsCommand({ ResourceArns: [LoadBalancerArn] }));
    await expect(v2.send(new DescribeLoadBalancersCommand({ Names: ['absent'] }))).rejects.toThrow();
    expect(events).toHaveLength(1);
  });
}

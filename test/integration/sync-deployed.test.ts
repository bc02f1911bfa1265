import { randomUUID } from 'node:crypto';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect, inject, it } from 'vitest';
import { encodeHint } from '../../shared/events/hint-message.ts';
import { OTHER_ACCOUNTS_ZONE } from '../sandbox/settings.ts';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

const { url, outputs } = inject('sandbox');
const elb = new ElasticLoadBalancingV2Client(clientSettings(url));
const route53 = new Route53Client(clientSettings(url));
const sqs = new SQSClient(clientSettings(url));
const logs = new CloudWatchLogsClient(clientSettings(url));

async function records(zone: string, host: string, client = route53): Promise<string[]> {
  const { ResourceRecordSets = [] } = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: zone, StartRecordName: host }),
  );
  return ResourceRecordSets.filter(({ Name }) => Name === `${host}.`).map(
    ({ Type, AliasTarget }) => `${Type} ${AliasTarget?.DNSName}`,
  );
}

it('an internal load balancer publishes in the private zone alone, and leaves it when it goes', async () => {
  const { LoadBalancers: [made] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'deployed-internal',
      Scheme: 'internal',
      Type: 'network',
      Subnets: ['subnet-1'],
      Tags: [{ Key: 'signpost/hostname', Value: 'deployed-internal.example.com' }],
    }),
  );
  const target = `A ${made?.DNSName?.toLowerCase()}.`;
  await eventually(
    () => records('ZPRIVATEEXAMPLECOM', 'deployed-internal.example.com'),
    (found) => found[0] === target,
  );
  expect(await records('ZEXAMPLECOM', 'deployed-internal.example.com')).toEqual([]);
  await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: made?.LoadBalancerArn }));
  await eventually(
    () => records('ZPRIVATEEXAMPLECOM', 'deployed-internal.example.com'),
    (found) => found.length === 0,
  );
});

it('a name in a zone of another account is written by the role there', async () => {
  await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'deployed-other',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: [{ Key: 'signpost/hostname', Value: 'deployed.other-account.example' }],
    }),
  );
  const there = new Route53Client(clientSettings(url, OTHER_ACCOUNTS_ZONE.account));
  const found = await eventually(
    () => records(OTHER_ACCOUNTS_ZONE.id, 'deployed.other-account.example', there),
    (sets) => sets.length > 0,
  );
  expect(found).toEqual([expect.stringMatching(/^A deployed-other-/)]);
  await expect(records(OTHER_ACCOUNTS_ZONE.id, 'deployed.other-account.example')).rejects.toThrow();
});

it('a message that nobody can read goes to the dead-letter queue with its reason, alone', async () => {
  const body = JSON.stringify({
    source: 'somebody.else',
    'detail-type': 'Something',
    region: 'us-east-1',
    detail: {},
  });
  await sqs.send(new SendMessageCommand({ QueueUrl: outputs['QueueUrl'], MessageBody: body }));
  const dead = await eventually(
    async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: outputs['DeadLetterQueueUrl'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages[0];
    },
    (message) => message !== undefined,
  );
  expect(dead?.Body).toBe(body);
  expect(dead?.MessageAttributes?.['Reason']?.StringValue).toContain('Unreadable message');
  await sqs.send(
    new DeleteMessageCommand({ QueueUrl: outputs['DeadLetterQueueUrl'], ReceiptHandle: dead?.ReceiptHandle }),
  );
});

it('a hint that failed comes back after seconds of its own, not after the visibility of the queue', async () => {
  const id =
    'arn:aws:elasticloadbalancing:us-east-1:999999999999:loadbalancer/app/of-others/1234567890abcdef';
  const cause = { event: 'test', eventId: randomUUID(), at: new Date().toISOString() };
  const body = encodeHint({ kind: 'load-balancer', id, cause });
  await sqs.send(new SendMessageCommand({ QueueUrl: outputs['QueueUrl'], MessageBody: body }));
  const returns = async () => {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: outputs['SyncLogGroup'] ?? '',
        filterPattern: cause.eventId,
      }),
    );
    return events.filter(({ message }) => message?.includes('hint comes back'));
  };
  // The queue's own visibility is twelve minutes.
  const seen = await eventually(returns, (found) => found.length >= 2, 30_000);
  expect(seen[0]?.message).toContain(id);
});

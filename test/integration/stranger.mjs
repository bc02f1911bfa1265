// A script as anybody could write it: SDK clients without settings, and what the sandbox's environment says.
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';

const elbv2 = new v2.ElasticLoadBalancingV2Client();
const elb = new classic.ElasticLoadBalancingClient();
const route53 = new Route53Client();
const stacks = new CloudFormationClient();
const logs = new CloudWatchLogsClient();

const { HostedZones } = await route53.send(new ListHostedZonesCommand());
const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: process.env.SANDBOX_STACK }));
const outputs = Object.fromEntries(
  Stacks[0].Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
);

const tag = (Value) => [{ Key: 'signpost/hostname', Value }];
const {
  LoadBalancers: [alb],
} = await elbv2.send(
  new v2.CreateLoadBalancerCommand({
    Name: 'stranger-alb',
    Subnets: ['subnet-1', 'subnet-2'],
    Tags: tag('stranger-alb.example.com'),
  }),
);
const {
  LoadBalancers: [nlb],
} = await elbv2.send(
  new v2.CreateLoadBalancerCommand({
    Name: 'stranger-nlb',
    Type: 'network',
    IpAddressType: 'dualstack',
    SubnetMappings: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
  }),
);
await elbv2.send(
  new v2.AddTagsCommand({ ResourceArns: [nlb.LoadBalancerArn], Tags: tag('stranger-nlb.sub.example.com') }),
);
await elb.send(
  new classic.CreateLoadBalancerCommand({
    LoadBalancerName: 'stranger-classic',
    Subnets: ['subnet-1'],
    Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }],
    Tags: tag('stranger-classic.example.org'),
  }),
);
const { LoadBalancers } = await elbv2.send(
  new v2.DescribeLoadBalancersCommand({ LoadBalancerArns: [alb.LoadBalancerArn, nlb.LoadBalancerArn] }),
);
const {
  LoadBalancerDescriptions: [old],
} = await elb.send(new classic.DescribeLoadBalancersCommand({ LoadBalancerNames: ['stranger-classic'] }));

async function records() {
  const found = {};
  for (const { Id } of HostedZones) {
    const { ResourceRecordSets } = await route53.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: Id }),
    );
    for (const { Name, Type, AliasTarget } of ResourceRecordSets) {
      if (!Name.startsWith('stranger-')) continue;
      found[Name] ??= [];
      found[Name].push(
        `${Type} ${AliasTarget.HostedZoneId} ${AliasTarget.DNSName.replace(/-[0-9a-f]+\.(elb\.)?us-east-1.*$/, '')}`,
      );
    }
  }
  return found;
}

async function until(isIt) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await records();
    if (isIt(Object.keys(found).length)) return found;
    await pause(100);
  }
  return records();
}

const published = await until((names) => names === 3);
const { events } = await logs.send(
  new FilterLogEventsCommand({ logGroupName: outputs.SyncLogGroup, filterPattern: 'stranger-alb' }),
);

await elbv2.send(new v2.DeleteLoadBalancerCommand({ LoadBalancerArn: alb.LoadBalancerArn }));
await elbv2.send(new v2.DeleteLoadBalancerCommand({ LoadBalancerArn: nlb.LoadBalancerArn }));
await elb.send(new classic.DeleteLoadBalancerCommand({ LoadBalancerName: 'stranger-classic' }));
const left = await until((names) => names === 0);

const kind = ({ LoadBalancerArn, CanonicalHostedZoneId, State, VpcId }) => ({
  arn: LoadBalancerArn.replace(/^.*:(.*)\/[0-9a-f]{16}$/, '$1'),
  zone: CanonicalHostedZoneId,
  state: State.Code,
  vpc: VpcId,
});
console.log(
  JSON.stringify({
    zones: HostedZones.map(({ Name, Config }) => `${Name}${Config.PrivateZone ? ' private' : ''}`).sort(),
    outputs: ['DeadLetterQueueUrl', 'LedgerTable', 'QueueUrl', 'SyncFunction', 'SyncLogGroup'].filter(
      (name) => outputs[name] !== undefined,
    ),
    loadBalancers: {
      alb: kind(LoadBalancers.find(({ Type }) => Type === 'application')),
      nlb: kind(LoadBalancers.find(({ Type }) => Type === 'network')),
      classic: { zone: old.CanonicalHostedZoneNameID, vpc: old.VPCId },
    },
    records: published,
    decided: events.some(({ message }) => message.includes('"published"')),
    afterDeletion: Object.keys(left),
  }),
);

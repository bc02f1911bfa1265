import { CreateClusterCommand, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type ClientSettings, clientSettings, ownAccount } from './aws-clients.ts';
import { makeRole } from './make-role.ts';

// Why the front plays these services itself. One that fails: the emulator has come closer to AWS there.

let settings: ClientSettings;
const clients: { destroy(): void }[] = [];
const made = <Client extends { destroy(): void }>(client: Client): Client => {
  clients.push(client);
  return client;
};
beforeEach(() => {
  settings = clientSettings(inject('sandbox').ministack, ownAccount());
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

describe('the front plays load balancers, because the emulator', () => {
  it('gives network load balancers the ARN and the zone of application ones', async () => {
    const client = made(new v2.ElasticLoadBalancingV2Client(settings));
    const create = (Name: string, Type: v2.LoadBalancerTypeEnum) =>
      client.send(new v2.CreateLoadBalancerCommand({ Name, Type, Subnets: ['subnet-1', 'subnet-2'] }));
    const [network] = (await create('net', 'network')).LoadBalancers!;
    const [application] = (await create('app', 'application')).LoadBalancers!;
    expect(network?.LoadBalancerArn).toContain(':loadbalancer/app/net/');
    expect(network?.CanonicalHostedZoneId).toBe(application?.CanonicalHostedZoneId);
  });

  it('answers for some load balancers when one of those asked for is missing', async () => {
    const client = made(new v2.ElasticLoadBalancingV2Client(settings));
    const { LoadBalancers } = await client.send(
      new v2.CreateLoadBalancerCommand({ Name: 'there', Subnets: ['subnet-1', 'subnet-2'] }),
    );
    const arn = LoadBalancers![0]!.LoadBalancerArn!;
    const both = new v2.DescribeLoadBalancersCommand({
      LoadBalancerArns: [arn, arn.replace('there', 'gone')],
    });
    expect((await client.send(both)).LoadBalancers).toHaveLength(1);
  });

  it('knows no classic load balancers, and says that there are none', async () => {
    const client = made(new classic.ElasticLoadBalancingClient(settings));
    const missing = new classic.DescribeLoadBalancersCommand({ LoadBalancerNames: ['missing'] });
    expect((await client.send(missing)).LoadBalancerDescriptions ?? []).toEqual([]);
  });
});

describe('the front plays Route 53, because the emulator', () => {
  it('takes records outside the zone, and tells wildcards as they were written', async () => {
    const client = made(new Route53Client(settings));
    const { HostedZone } = await client.send(
      new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'probe' }),
    );
    const HostedZoneId = HostedZone!.Id;
    const Changes = ['www.example.org', '*.example.com'].map((Name) => ({
      Action: 'CREATE' as const,
      ResourceRecordSet: {
        Name,
        Type: 'A' as const,
        TTL: 60,
        ResourceRecords: [{ Value: '192.0.2.1' }],
      },
    }));
    await client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } }));
    const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId }));
    expect(ResourceRecordSets?.filter(({ Type }) => Type === 'A').map(({ Name }) => Name)).toEqual(
      expect.arrayContaining(['www.example.org.', '*.example.com.']),
    );
  });
});

describe('the front plays EKS, because the emulator', () => {
  it('names an API server that does not listen, without a certificate authority', async () => {
    const client = made(new EKSClient(settings));
    await client.send(
      new CreateClusterCommand({
        name: 'probe',
        roleArn: await makeRole(settings, { name: 'cluster', trusts: { Service: 'eks.amazonaws.com' } }),
        resourcesVpcConfig: { subnetIds: ['subnet-1'] },
      }),
    );
    const { cluster } = await client.send(new DescribeClusterCommand({ name: 'probe' }));
    expect(cluster?.certificateAuthority?.data ?? '').toBe('');
  });
});

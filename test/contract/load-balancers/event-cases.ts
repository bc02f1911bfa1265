import {
  AddTagsCommand as AddClassicTagsCommand,
  AttachLoadBalancerToSubnetsCommand,
  CreateLoadBalancerCommand as CreateClassicCommand,
  DeleteLoadBalancerCommand as DeleteClassicCommand,
  DetachLoadBalancerFromSubnetsCommand,
  RemoveTagsCommand as RemoveClassicTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  AddTagsCommand,
  DeleteLoadBalancerCommand,
  RemoveTagsCommand,
  SetIpAddressTypeCommand,
  SetSubnetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { classicInput } from './classic-cases.ts';
import { recordsOf } from './records.ts';
import type { Stage } from './stage.ts';

const Tags = [{ Key: 'signpost/hostname', Value: 'a.example.com' }];
const tags = [{ key: 'signpost/hostname', value: 'a.example.com' }];

/** The CloudTrail record of each call: requestParameters and responseElements whole, nothing more in them. */
export function eventCases(
  contract: Contract<LoadBalancerRowId>,
  { v2, classic, create, events }: Stage,
): void {
  const last = () => {
    const { eventName, requestParameters, responseElements } = recordsOf(events).at(-1) ?? {};
    return { eventName, requestParameters, responseElements };
  };

  contract('event.v2.create.shape', async () => {
    const created = await create('Shop', { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'], Tags });
    expect(last()).toEqual({
      eventName: 'CreateLoadBalancer',
      requestParameters: { name: 'Shop', subnets: ['subnet-1'], securityGroups: ['sg-1'], tags },
      responseElements: {
        loadBalancers: [
          {
            loadBalancerArn: created.LoadBalancerArn,
            loadBalancerName: 'Shop',
            dNSName: created.DNSName,
            canonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
            createdTime: 'Apr 2, 2022 12:19:59 PM',
            type: 'application',
            scheme: 'internet-facing',
            vpcId: 'vpc-sandbox',
            ipAddressType: 'ipv4',
            state: { code: 'provisioning' },
            availabilityZones: [{ zoneName: 'us-east-1b', subnetId: 'subnet-1', loadBalancerAddresses: [] }],
            securityGroups: ['sg-1'],
          },
        ],
      },
    });
  });

  contract('event.v2.create.only-what-was-sent', async () => {
    await create('here');
    expect(last().requestParameters).toEqual({ name: 'here', subnets: ['subnet-1'] });
  });

  contract('event.v2.create.time-spelled-out', async () => {
    await create('here');
    expect(last().responseElements).toMatchObject({
      loadBalancers: [{ createdTime: 'Apr 2, 2022 12:19:59 PM' }],
    });
  });

  contract('event.classic.create.shape', async () => {
    const { DNSName } = await classic.send(new CreateClassicCommand(classicInput('here', { Tags })));
    expect(last()).toEqual({
      eventName: 'CreateLoadBalancer',
      requestParameters: {
        loadBalancerName: 'here',
        listeners: [{ protocol: 'HTTP', loadBalancerPort: 80, instancePort: 8080 }],
        subnets: ['subnet-1'],
        tags,
      },
      responseElements: { dNSName: DNSName },
    });
  });

  contract('event.v2.delete.shape', async () => {
    const { LoadBalancerArn } = await create('here');
    await v2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    expect(last()).toEqual({
      eventName: 'DeleteLoadBalancer',
      requestParameters: { loadBalancerArn: LoadBalancerArn },
      responseElements: null,
    });
  });

  contract('event.v2.add-tags.shape', async () => {
    const { LoadBalancerArn } = await create('here');
    await v2.send(new AddTagsCommand({ ResourceArns: [LoadBalancerArn], Tags }));
    expect(last()).toEqual({
      eventName: 'AddTags',
      requestParameters: { resourceArns: [LoadBalancerArn], tags },
      responseElements: null,
    });
  });

  contract('event.v2.remove-tags.shape', async () => {
    const { LoadBalancerArn } = await create('here', { Tags });
    await v2.send(new RemoveTagsCommand({ ResourceArns: [LoadBalancerArn], TagKeys: ['signpost/hostname'] }));
    expect(last()).toEqual({
      eventName: 'RemoveTags',
      requestParameters: { resourceArns: [LoadBalancerArn], tagKeys: ['signpost/hostname'] },
      responseElements: null,
    });
  });

  contract('event.v2.set-subnets.shape', async () => {
    const { LoadBalancerArn } = await create('here');
    await v2.send(new SetSubnetsCommand({ LoadBalancerArn, Subnets: ['subnet-2'] }));
    expect(last()).toEqual({
      eventName: 'SetSubnets',
      requestParameters: { loadBalancerArn: LoadBalancerArn, subnets: ['subnet-2'] },
      responseElements: {
        availabilityZones: [{ zoneName: 'us-east-1c', subnetId: 'subnet-2', loadBalancerAddresses: [] }],
        ipAddressType: 'ipv4',
      },
    });
  });

  contract('event.v2.set-ip-address-type.shape', async () => {
    const { LoadBalancerArn } = await create('here');
    await v2.send(new SetIpAddressTypeCommand({ LoadBalancerArn, IpAddressType: 'dualstack' }));
    expect(last()).toEqual({
      eventName: 'SetIpAddressType',
      requestParameters: { loadBalancerArn: LoadBalancerArn, ipAddressType: 'dualstack' },
      responseElements: { ipAddressType: 'dualstack' },
    });
  });

  const classicCase = (
    id: LoadBalancerRowId,
    name: string,
    send: () => Promise<unknown>,
    expected: ReturnType<typeof last>,
  ) =>
    contract(id, name, async () => {
      await classic.send(new CreateClassicCommand(classicInput('here', { Tags })));
      await send();
      expect(last()).toEqual(expected);
    });
  const LoadBalancerName = 'here';
  const LoadBalancerNames = ['here'];

  classicCase(
    'event.classic.delete.shape',
    'delete',
    () => classic.send(new DeleteClassicCommand({ LoadBalancerName })),
    {
      eventName: 'DeleteLoadBalancer',
      requestParameters: { loadBalancerName: 'here' },
      responseElements: null,
    },
  );
  classicCase(
    'event.classic.add-tags.shape',
    'add',
    () => classic.send(new AddClassicTagsCommand({ LoadBalancerNames, Tags })),
    {
      eventName: 'AddTags',
      requestParameters: { loadBalancerNames: ['here'], tags },
      responseElements: null,
    },
  );
  classicCase(
    'event.classic.remove-tags.shape',
    'remove',
    () =>
      classic.send(new RemoveClassicTagsCommand({ LoadBalancerNames, Tags: [{ Key: 'signpost/hostname' }] })),
    {
      eventName: 'RemoveTags',
      requestParameters: { loadBalancerNames: ['here'], tags: [{ key: 'signpost/hostname' }] },
      responseElements: null,
    },
  );
  classicCase(
    'event.classic.subnets.shape',
    'attach',
    () => classic.send(new AttachLoadBalancerToSubnetsCommand({ LoadBalancerName, Subnets: ['subnet-2'] })),
    {
      eventName: 'AttachLoadBalancerToSubnets',
      requestParameters: { loadBalancerName: 'here', subnets: ['subnet-2'] },
      responseElements: { subnets: ['subnet-1', 'subnet-2'] },
    },
  );
  classicCase(
    'event.classic.subnets.shape',
    'detach',
    () => classic.send(new DetachLoadBalancerFromSubnetsCommand({ LoadBalancerName, Subnets: ['subnet-1'] })),
    {
      eventName: 'DetachLoadBalancerFromSubnets',
      requestParameters: { loadBalancerName: 'here', subnets: ['subnet-1'] },
      responseElements: { subnets: [] },
    },
  );
}

import {
  AddTagsCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  type LoadBalancer,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { ACCOUNT, type Stage } from './stage.ts';

const absent = (region = 'us-east-1', account = ACCOUNT) =>
  `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/absent/0123456789abcdef`;
const NOT_FOUND = { name: 'LoadBalancerNotFoundException', $metadata: { httpStatusCode: 400 } };

/** Reading load balancers and tags of API 2015-12-01. */
export function readCases(contract: Contract<LoadBalancerRowId>, stage: Stage): void {
  const { v2, elsewhere, create } = stage;
  const describeArns = (...LoadBalancerArns: string[]) =>
    v2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns }));
  const describeTags = (...ResourceArns: string[]) => v2.send(new DescribeTagsCommand({ ResourceArns }));

  contract('elb.describe.missing-arn-fails-call', async () => {
    const { LoadBalancerArn } = await create('here');
    await expect(describeArns(LoadBalancerArn, absent())).rejects.toMatchObject(NOT_FOUND);
    const { LoadBalancers } = await describeArns(LoadBalancerArn);
    expect(LoadBalancers).toMatchObject([{ LoadBalancerArn }]);
  });

  contract('elb.describe.missing-name-fails-call', async () => {
    await create('here');
    const names = (...Names: string[]) => v2.send(new DescribeLoadBalancersCommand({ Names }));
    await expect(names('here', 'absent')).rejects.toMatchObject({
      ...NOT_FOUND,
      message: "Load balancers '[absent]' not found",
    });
    expect((await names('here')).LoadBalancers).toHaveLength(1);
  });

  contract('elb.describe.limit-20', async () => {
    const arns: string[] = [];
    for (let i = 0; i < 21; i++) arns.push((await create(`lb${i}`)).LoadBalancerArn);
    await expect(describeArns(...arns)).rejects.toMatchObject({ name: 'ValidationError' });
    expect((await describeArns(...arns.slice(1))).LoadBalancers).toHaveLength(20);
  });

  contract('elb.describe.paging', async () => {
    for (let i = 0; i < 5; i++) await create(`lb${i}`);
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateDescribeLoadBalancers({ client: v2 }, { PageSize: 2 })) {
      pages.push((page.LoadBalancers ?? []).map(({ LoadBalancerName }) => LoadBalancerName));
    }
    expect(pages).toEqual([['lb0', 'lb1'], ['lb2', 'lb3'], ['lb4']]);
    for (const PageSize of [0, 401]) {
      await expect(v2.send(new DescribeLoadBalancersCommand({ PageSize }))).rejects.toMatchObject({
        name: 'ValidationError',
      });
    }
  });

  contract('elb.describe.other-region', async () => {
    for (const arn of [absent('eu-west-1'), absent('us-east-1', '222222222222')]) {
      await expect(describeArns(arn)).rejects.toMatchObject({
        name: 'ValidationError',
        message: `'${arn}' is not a valid load balancer ARN`,
      });
    }
  });

  contract('elb.describe.per-account-and-region', async () => {
    await create('here');
    expect((await elsewhere.send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toEqual([]);
    expect(
      stage.world.v2['DescribeLoadBalancers']?.({}, { account: '222222222222', region: 'us-east-1' }),
    ).toEqual({
      LoadBalancers: [],
    });
  });

  contract('elb.describe-tags.limit-20', async () => {
    const arns: string[] = [];
    for (let i = 0; i < 21; i++) arns.push((await create(`lb${i}`)).LoadBalancerArn);
    await expect(describeTags(...arns)).rejects.toMatchObject({ name: 'ValidationError' });
    expect((await describeTags(...arns.slice(1))).TagDescriptions).toHaveLength(20);
  });

  contract('elb.describe-tags.missing-fails-call', async () => {
    const { LoadBalancerArn } = await create('here');
    await expect(describeTags(LoadBalancerArn, absent())).rejects.toMatchObject(NOT_FOUND);
  });

  contract('elb.arn.by-kind', async () => {
    for (const [Type, path] of [
      ['application', 'app'],
      ['network', 'net'],
      ['gateway', 'gwy'],
    ] as const) {
      const { LoadBalancerArn } = await create(`of-${path}`, { Type });
      expect(LoadBalancerArn).toMatch(
        new RegExp(
          `^arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:loadbalancer/${path}/of-${path}/[0-9a-f]{16}$`,
        ),
      );
    }
  });

  contract('elb.describe.address-type', async () => {
    expect(await create('four')).toMatchObject({ IpAddressType: 'ipv4' });
    expect(await create('both', { IpAddressType: 'dualstack' })).toMatchObject({
      IpAddressType: 'dualstack',
    });
    const IpAddressType = 'dualstack-without-public-ipv4';
    expect(await create('six', { IpAddressType })).toMatchObject({ IpAddressType });
    for (const other of [{ Scheme: 'internal' }, { Type: 'network' }] as const) {
      await expect(create('refused', { IpAddressType, ...other })).rejects.toMatchObject({
        name: 'InvalidConfigurationRequestException',
      });
    }
  });

  contract('elb.describe.scheme', async () => {
    expect(await create('Shop')).toMatchObject({
      Scheme: 'internet-facing',
      DNSName: expect.stringMatching(/^Shop-\d+\.us-east-1\.elb\.amazonaws\.com$/),
    });
    expect(await create('back', { Scheme: 'internal' })).toMatchObject({
      Scheme: 'internal',
      DNSName: expect.stringMatching(/^internal-back-\d+\.us-east-1\.elb\.amazonaws\.com$/),
    });
    expect(await create('net', { Scheme: 'internal', Type: 'network' })).toMatchObject({
      Scheme: 'internal',
      DNSName: expect.stringMatching(/^net-[0-9a-f]{16}\.elb\.us-east-1\.amazonaws\.com$/),
    });
  });

  contract('elb.describe.state', async () => {
    const { LoadBalancerArn } = await create('here');
    const look = async () => (await describeArns(LoadBalancerArn)).LoadBalancers?.[0] as LoadBalancer;
    expect(await look()).toMatchObject({ State: { Code: 'active' } });
    for (const Value of ['provisioning', 'failed'] as const) {
      await v2.send(
        new AddTagsCommand({ ResourceArns: [LoadBalancerArn], Tags: [{ Key: 'sandbox/state', Value }] }),
      );
      expect(await look()).toMatchObject({
        State: { Code: Value },
        DNSName: expect.any(String),
        CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
      });
    }
  });

  contract('elb.gateway.no-dns', async () => {
    const { LoadBalancerArn } = await create('gateway', { Type: 'gateway' });
    const gateway = (await describeArns(LoadBalancerArn)).LoadBalancers?.[0];
    expect(gateway).toMatchObject({ Type: 'gateway' });
    expect([gateway?.DNSName, gateway?.CanonicalHostedZoneId, gateway?.Scheme]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
}

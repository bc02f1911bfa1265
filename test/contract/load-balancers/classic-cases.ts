import {
  CreateLoadBalancerCommand,
  type CreateLoadBalancerCommandInput,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { ACCOUNT, type Stage } from './stage.ts';

/** What a classic load balancer takes at least. */
export function classicInput(
  LoadBalancerName: string,
  more: Partial<CreateLoadBalancerCommandInput> = {},
): CreateLoadBalancerCommandInput {
  const Listeners = [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 8080 }];
  return { LoadBalancerName, Listeners, Subnets: ['subnet-1'], ...more };
}

const NOT_FOUND = {
  name: 'AccessPointNotFoundException',
  message: "There is no ACTIVE Load Balancer named 'absent'",
};

/** Reading load balancers and tags of API 2012-06-01, and where the two APIs differ. */
export function classicCases(contract: Contract<LoadBalancerRowId>, stage: Stage): void {
  const { classic, create } = stage;
  const describe = (...LoadBalancerNames: string[]) =>
    classic.send(new DescribeLoadBalancersCommand({ LoadBalancerNames }));
  const createClassic = (name: string, more: Partial<CreateLoadBalancerCommandInput> = {}) =>
    classic.send(new CreateLoadBalancerCommand(classicInput(name, more)));
  /** In-process: hundreds over HTTP take seconds. */
  const createMany = (count: number) => {
    for (let i = 0; i < count; i++) {
      stage.world.classic['CreateLoadBalancer']?.(classicInput(`c${i}`), {
        account: ACCOUNT,
        region: 'us-east-1',
      });
    }
  };

  contract('classic.describe.missing-name-fails-call', async () => {
    await createClassic('here');
    await expect(describe('here', 'absent')).rejects.toMatchObject(NOT_FOUND);
    expect((await describe('here')).LoadBalancerDescriptions).toHaveLength(1);
  });

  contract('classic.describe.paging', async () => {
    createMany(401);
    const sizes = async (PageSize?: number) => {
      const pages: number[] = [];
      for await (const page of paginateDescribeLoadBalancers({ client: classic }, { PageSize })) {
        pages.push(page.LoadBalancerDescriptions?.length ?? 0);
      }
      return pages;
    };
    expect(await sizes()).toEqual([400, 1]);
    expect(await sizes(200)).toEqual([200, 200, 1]);
    await expect(sizes(401)).rejects.toMatchObject({ name: 'ValidationError' });
  });

  contract('classic.describe.no-state', async () => {
    await createClassic('here', { Tags: [{ Key: 'sandbox/state', Value: 'provisioning' }] });
    expect((await describe('here')).LoadBalancerDescriptions?.[0]).not.toHaveProperty('State');
  });

  contract('classic.describe-tags.limit-20', async () => {
    createMany(21);
    const names = Array.from({ length: 21 }, (_, i) => `c${i}`);
    const tags = (LoadBalancerNames: string[]) =>
      classic.send(new DescribeTagsCommand({ LoadBalancerNames }));
    await expect(tags(names)).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(tags([])).rejects.toMatchObject({ name: 'ValidationError' });
    expect((await tags(names.slice(1))).TagDescriptions).toHaveLength(20);
  });

  contract('classic.describe-tags.missing-fails-call', async () => {
    await createClassic('here');
    const LoadBalancerNames = ['here', 'absent'];
    await expect(classic.send(new DescribeTagsCommand({ LoadBalancerNames }))).rejects.toMatchObject(
      NOT_FOUND,
    );
  });

  contract('elb.arn.by-kind', 'a classic one is known by its name', async () => {
    await createClassic('here');
    const [found] = (await describe('here')).LoadBalancerDescriptions ?? [];
    expect(JSON.stringify(found)).not.toContain('arn:');
    expect(stage.events.find(({ source }) => source === 'aws.tag')).toBeUndefined();
  });

  contract('elb.zone-id.member-name', async () => {
    await createClassic('here');
    const [found] = (await describe('here')).LoadBalancerDescriptions ?? [];
    expect(found).toMatchObject({ CanonicalHostedZoneNameID: 'Z35SXDOTRQ7X7K' });
    expect(await create('here')).toMatchObject({ CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K' });
  });

  contract('elb.zone-id.by-kind', async () => {
    await createClassic('old');
    const [old] = (await describe('old')).LoadBalancerDescriptions ?? [];
    const application = await create('app');
    const network = await create('net', { Type: 'network' });
    expect(application.CanonicalHostedZoneId).toBe(old?.CanonicalHostedZoneNameID);
    expect(network.CanonicalHostedZoneId).toBe('Z26RNL4JYFTOTI');
  });

  contract('elb.describe.scheme', 'classic', async () => {
    await createClassic('Old');
    await createClassic('back', { Scheme: 'internal' });
    expect((await describe('Old', 'back')).LoadBalancerDescriptions).toMatchObject([
      {
        Scheme: 'internet-facing',
        DNSName: expect.stringMatching(/^Old-\d+\.us-east-1\.elb\.amazonaws\.com$/),
      },
      {
        Scheme: 'internal',
        DNSName: expect.stringMatching(/^internal-back-\d+\.us-east-1\.elb\.amazonaws\.com$/),
      },
    ]);
  });
}

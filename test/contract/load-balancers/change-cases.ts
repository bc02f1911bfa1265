import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  DeleteLoadBalancerCommand as DeleteClassicCommand,
  DescribeTagsCommand as DescribeClassicTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  DeleteLoadBalancerCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { classicInput } from './classic-cases.ts';
import type { Stage } from './stage.ts';

const Tags = [{ Key: 'signpost/hostname', Value: 'a.example.com' }];

/** Creating, repeating, deleting and creating again, in both APIs. */
export function changeCases(contract: Contract<LoadBalancerRowId>, { v2, classic, create }: Stage): void {
  const remove = (LoadBalancerArn: string) => v2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
  const createClassic = (name: string, more = {}) =>
    classic.send(new CreateClassicCommand(classicInput(name, more)));
  const removeClassic = (LoadBalancerName: string) =>
    classic.send(new DeleteClassicCommand({ LoadBalancerName }));
  const tagsOf = async (arn: string) =>
    (await v2.send(new DescribeTagsCommand({ ResourceArns: [arn] }))).TagDescriptions?.[0]?.Tags;
  const classicTagsOf = async (name: string) =>
    (await classic.send(new DescribeClassicTagsCommand({ LoadBalancerNames: [name] }))).TagDescriptions?.[0]
      ?.Tags;

  contract('elb.create.dns-name-at-once', async () => {
    expect(await create('here')).toMatchObject({
      State: { Code: 'provisioning' },
      DNSName: expect.stringContaining('here-'),
      CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    });
  });

  contract('elb.create.idempotent', async () => {
    const first = await create('here', { Subnets: ['subnet-1', 'subnet-2'], Tags });
    const second = await create('here', { Subnets: ['subnet-2', 'subnet-1'], Tags });
    expect(second).toMatchObject({ LoadBalancerArn: first.LoadBalancerArn, DNSName: first.DNSName });
    expect((await v2.send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toHaveLength(1);
  });

  contract('elb.create.idempotent', 'classic', async () => {
    expect((await createClassic('here')).DNSName).toBe((await createClassic('here')).DNSName);
  });

  contract('elb.create.duplicate-name', async () => {
    await create('here');
    for (const other of [
      { Type: 'network' },
      { Scheme: 'internal' },
      { IpAddressType: 'dualstack' },
      { Subnets: ['subnet-2'] },
    ] as const) {
      const more = 'Subnets' in other ? { Subnets: [...other.Subnets] } : other;
      await expect(create('here', more)).rejects.toMatchObject({
        name: 'DuplicateLoadBalancerNameException',
      });
    }
  });

  contract('elb.create.duplicate-name', 'classic', async () => {
    await createClassic('here');
    await expect(createClassic('here', { Scheme: 'internal' })).rejects.toMatchObject({
      name: 'DuplicateAccessPointNameException',
    });
    // The two APIs have names of their own.
    await expect(create('here')).resolves.toMatchObject({ LoadBalancerName: 'here' });
  });

  contract('elb.create.tags', async () => {
    const { LoadBalancerArn } = await create('here', { Tags });
    expect(await tagsOf(LoadBalancerArn)).toEqual(Tags);
    await createClassic('here', { Tags });
    expect(await classicTagsOf('here')).toEqual(Tags);
  });

  contract('elb.recreate.new-dns-name', async () => {
    const first = await create('here');
    await remove(first.LoadBalancerArn);
    const second = await create('here');
    expect(second.DNSName).not.toBe(first.DNSName);
    expect(second.LoadBalancerArn).not.toBe(first.LoadBalancerArn);
  });

  contract('elb.recreate.new-dns-name', 'classic', async () => {
    const { DNSName } = await createClassic('here');
    await removeClassic('here');
    expect((await createClassic('here')).DNSName).not.toBe(DNSName);
  });

  contract('elb.delete.missing-succeeds', async () => {
    const { LoadBalancerArn } = await create('here');
    await remove(LoadBalancerArn);
    await expect(remove(LoadBalancerArn)).resolves.toBeDefined();
    await expect(removeClassic('absent')).resolves.toBeDefined();
  });

  contract('elb.delete.tags-gone', async () => {
    const { LoadBalancerArn } = await create('here', { Tags });
    await remove(LoadBalancerArn);
    await expect(tagsOf(LoadBalancerArn)).rejects.toMatchObject({ name: 'LoadBalancerNotFoundException' });
    await createClassic('here', { Tags });
    await removeClassic('here');
    await createClassic('here');
    expect(await classicTagsOf('here')).toEqual([]);
  });
}

import {
  AddTagsCommand as AddClassicTagsCommand,
  CreateLoadBalancerCommand as CreateClassicCommand,
  DescribeTagsCommand as DescribeClassicTagsCommand,
  type Tag,
} from '@aws-sdk/client-elastic-load-balancing';
import { AddTagsCommand, DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { LoadBalancerRowId } from '../rows/load-balancers.ts';
import { classicInput } from './classic-cases.ts';
import { ACCOUNT, type Stage } from './stage.ts';

interface Tagged {
  add(...tags: Tag[]): Promise<unknown>;
  tags(): Promise<Tag[] | undefined>;
}

/** The tag rules. Both APIs have the same: each case runs through both. */
export function tagCases(contract: Contract<LoadBalancerRowId>, { v2, classic, create }: Stage): void {
  const inBoth = (id: LoadBalancerRowId, run: (on: Tagged) => Promise<void>) => {
    contract(id, 'v2', async () => {
      const ResourceArns = [(await create('here')).LoadBalancerArn];
      await run({
        add: (...Tags) => v2.send(new AddTagsCommand({ ResourceArns, Tags })),
        tags: async () =>
          (await v2.send(new DescribeTagsCommand({ ResourceArns }))).TagDescriptions?.[0]?.Tags as Tag[],
      });
    });
    contract(id, 'classic', async () => {
      await classic.send(new CreateClassicCommand(classicInput('here')));
      const LoadBalancerNames = ['here'];
      await run({
        add: (...Tags) => classic.send(new AddClassicTagsCommand({ LoadBalancerNames, Tags })),
        tags: async () =>
          (await classic.send(new DescribeClassicTagsCommand({ LoadBalancerNames }))).TagDescriptions?.[0]
            ?.Tags,
      });
    });
  };

  inBoth('elb.tags.characters', async ({ add, tags }) => {
    const allowed = { Key: 'aZ9 _.:/=+-@', Value: 'aZ9 _.:/=+-@' };
    await add(allowed);
    for (const character of ['*', ',', ';', '|', '#', '\\', '<', '&', '"', '\n']) {
      await expect(add({ Key: 'k', Value: `a${character}b` })).rejects.toMatchObject({
        name: 'ValidationError',
      });
      await expect(add({ Key: `k${character}`, Value: '' })).rejects.toMatchObject({
        name: 'ValidationError',
      });
    }
    expect(await tags()).toEqual([allowed]);
  });

  inBoth('elb.tags.lengths', async ({ add }) => {
    await add({ Key: 'k'.repeat(128), Value: 'v'.repeat(256) }, { Key: 'empty', Value: '' });
    for (const tag of [
      { Key: '', Value: 'v' },
      { Key: 'k'.repeat(129), Value: 'v' },
      { Key: 'k', Value: 'v'.repeat(257) },
    ]) {
      await expect(add(tag)).rejects.toMatchObject({ name: 'ValidationError' });
    }
  });

  inBoth('elb.tags.as-written', async ({ add, tags }) => {
    const written = [
      { Key: 'Host', Value: 'a.example.com  b.Example.com' },
      { Key: 'host', Value: 'bücher.example.com' },
      { Key: 'empty', Value: '' },
    ];
    await add(...written);
    expect(await tags()).toEqual(written);
  });

  inBoth('elb.tags.limit-50', async ({ add, tags }) => {
    const many = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));
    await add(...many);
    await expect(add({ Key: 'one-more', Value: 'v' })).rejects.toMatchObject({
      name: 'TooManyTagsException',
    });
    await add({ Key: 'k0', Value: 'changed' });
    expect(await tags()).toHaveLength(50);
  });

  inBoth('elb.tags.duplicate-keys', async ({ add }) => {
    await expect(add({ Key: 'k', Value: '1' }, { Key: 'k', Value: '2' })).rejects.toMatchObject({
      name: 'DuplicateTagKeysException',
    });
  });

  inBoth('elb.tags.aws-reserved', async ({ add }) => {
    for (const tag of [
      { Key: 'aws:k', Value: 'v' },
      { Key: 'k', Value: 'aws:v' },
    ]) {
      await expect(add(tag)).rejects.toMatchObject({ name: 'ValidationError' });
    }
  });

  inBoth('elb.tags.all-or-nothing', async ({ add, tags }) => {
    await expect(add({ Key: 'good', Value: 'v' }, { Key: 'bad', Value: '*' })).rejects.toThrow();
    expect(await tags()).toEqual([]);
  });

  contract('elb.tags.missing', async () => {
    const Tags = [{ Key: 'k', Value: 'v' }];
    const here = (await create('here')).LoadBalancerArn;
    const absent = `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:loadbalancer/net/absent/0123456789abcdef`;
    await expect(v2.send(new AddTagsCommand({ ResourceArns: [here, absent], Tags }))).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
    });
    const { TagDescriptions } = await v2.send(new DescribeTagsCommand({ ResourceArns: [here] }));
    expect(TagDescriptions).toMatchObject([{ Tags: [] }]);
    await expect(
      classic.send(new AddClassicTagsCommand({ LoadBalancerNames: ['absent'], Tags })),
    ).rejects.toMatchObject({ name: 'AccessPointNotFoundException' });
  });
}

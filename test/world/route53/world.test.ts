import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  ListHostedZonesByNameCommand,
  ListHostedZonesByVPCCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  type Route53Client,
  type RRType,
} from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import { worldClient } from '../client.ts';
import { manualClock } from '../clock.ts';
import type { ListOrder } from './list-order.ts';
import { createRoute53 } from './world.ts';

const caller = { account: '111111111111', region: 'us-east-1' };

function start(options: { quotas?: boolean; order?: ListOrder } = {}) {
  const clock = manualClock();
  const world = createRoute53({ clock: clock.now, ...options });
  world.createZone({ id: 'Z1', name: 'example.com', account: caller.account });
  world.createZone({ id: 'Z2', name: 'example.com', account: caller.account, vpc: 'vpc-1' });
  const client = worldClient<Route53Client>(world.operations, caller);
  const change = (
    names: readonly string[],
    Action: 'CREATE' | 'UPSERT' = 'CREATE',
    zone = 'Z1',
    type: RRType = 'A',
  ) =>
    client.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: zone,
        ChangeBatch: {
          Changes: names.map((Name) => ({
            Action,
            ResourceRecordSet: {
              Name,
              Type: type,
              TTL: 60,
              ResourceRecords: [{ Value: type === 'A' ? '192.0.2.1' : '2001:db8::1' }],
            },
          })),
        },
      }),
    );
  const list = (input: Partial<ListResourceRecordSetsCommandInput> = {}) =>
    client.send(new ListResourceRecordSetsCommand({ HostedZoneId: 'Z1', ...input }));
  return { clock, world, client, change, list };
}
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}.example.com`);

describe('ListResourceRecordSets', () => {
  it('lists by reversed labels, trailing dot included, then by type', async () => {
    const { change, list } = start();
    await change(['B.a.example.com', 'a.example.com', '*.a.example.com', 'a-b.example.com', '0.example.com']);
    await change(['a.example.com'], 'CREATE', 'Z1', 'AAAA');
    const { ResourceRecordSets: sets } = await list();
    expect(sets?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      'example.com. NS',
      'example.com. SOA',
      '0.example.com. A',
      'a-b.example.com. A',
      'a.example.com. A',
      'a.example.com. AAAA',
      '\\052.a.example.com. A',
      'b.a.example.com. A',
    ]);
  });

  it.each([
    ['documented', ['0', '\\052', 'a-b', 'a', '\\052.a', '_.a']],
    ['decoded', ['\\052', '0', 'a-b', 'a', '\\052.a', '_.a']],
    ['labels', ['0', '\\052', 'a', '\\052.a', '_.a', 'a-b']],
  ] as const)('can be ordered otherwise: %s', async (order, expected) => {
    const { change, list } = start({ order });
    await change(['0', 'a-b', 'a', '*.a', '_.a', '*'].map((label) => `${label}.example.com`));
    const { ResourceRecordSets: sets } = await list();
    const labels = sets?.slice(2).map(({ Name }) => Name?.replace('.example.com.', ''));
    expect(labels).toEqual(expected);
    for (const label of expected) {
      const found = await list({ StartRecordName: `${label}.example.com`, MaxItems: 1 });
      expect(found.ResourceRecordSets).toMatchObject([{ Name: `${label}.example.com.` }]);
    }
  });

  it('pages by 300 at most and jumps to name and type', async () => {
    const { change, list } = start();
    await change(names(301));
    const first = await list({ MaxItems: 1000 });
    expect(first).toMatchObject({ IsTruncated: true, MaxItems: 300, NextRecordType: 'A' });
    const second = await list({
      StartRecordName: first.NextRecordName,
      StartRecordType: first.NextRecordType,
    });
    expect(first.ResourceRecordSets).toHaveLength(300);
    expect(second).toMatchObject({ IsTruncated: false });
    expect(second.ResourceRecordSets).toHaveLength(3);
    const jump = await list({ StartRecordName: 'N7.example.com', MaxItems: 1 });
    expect(jump.ResourceRecordSets).toMatchObject([{ Name: 'n7.example.com.' }]);
    const beyond = await list({ StartRecordName: 'n7.example.com', StartRecordType: 'AAAA', MaxItems: 1 });
    expect(beyond.ResourceRecordSets).toMatchObject([{ Name: 'n70.example.com.' }]);
  });

  it('refuses a type without a name', async () => {
    await expect(start().list({ StartRecordType: 'A' })).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});

describe('changes', () => {
  it('are logged, listed at once and in sync after 30 seconds', async () => {
    const { change, client, clock, list, world } = start();
    const { ChangeInfo: info } = await change(['a.example.com']);
    expect(world.changes).toMatchObject([{ zoneId: 'Z1', time: clock.now(), caller }]);
    expect((await list()).ResourceRecordSets).toHaveLength(3);
    const status = async () => (await client.send(new GetChangeCommand({ Id: info?.Id }))).ChangeInfo?.Status;
    clock.advance(29_999);
    expect(await status()).toBe('PENDING');
    clock.advance(1);
    expect(await status()).toBe('INSYNC');
    expect(world.calls).toEqual({ ChangeResourceRecordSets: 1, ListResourceRecordSets: 1, GetChange: 2 });
  });
});

describe('quotas', () => {
  it('are off unless asked for', async () => {
    const { list, change } = start();
    for (let call = 0; call < 60; call += 1) await list();
    await change(['a.example.com']);
    await change(['b.example.com']);
  });

  it('throttle after 50 requests and refill 10 a second', async () => {
    const { clock, list } = start({ quotas: true });
    for (let call = 0; call < 50; call += 1) await list();
    await expect(list()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    clock.advance(1000);
    for (let call = 0; call < 10; call += 1) await list();
    await expect(list()).rejects.toMatchObject({ name: 'Throttling' });
  });

  it('throttle after 1,500 changes, upserts twice, and refill 100 a second', async () => {
    const { change, clock } = start({ quotas: true });
    await change(names(1000));
    clock.advance(100);
    await change(names(255), 'UPSERT', 'Z2');
    clock.advance(100);
    await expect(change(['b.example.com', ...names(10)])).rejects.toMatchObject({ name: 'Throttling' });
    await change(['b.example.com', ...names(10)].slice(0, 1));
  });

  it('refuse a change while the zone has one in progress', async () => {
    const { change, clock } = start({ quotas: true });
    await change(['a.example.com']);
    await expect(change(['b.example.com'])).rejects.toMatchObject({ name: 'PriorRequestNotComplete' });
    await change(['b.example.com'], 'CREATE', 'Z2');
    clock.advance(100);
    await change(['b.example.com']);
  });
});

describe('hosted zones', () => {
  it('are found by name and by VPC', async () => {
    const { client } = start();
    const byName = await client.send(new ListHostedZonesByNameCommand({ DNSName: 'example.com' }));
    expect(byName.HostedZones).toMatchObject([
      { Id: '/hostedzone/Z1', Config: { PrivateZone: false } },
      { Id: '/hostedzone/Z2', Config: { PrivateZone: true } },
    ]);
    const byVpc = await client.send(
      new ListHostedZonesByVPCCommand({ VPCId: 'vpc-1', VPCRegion: 'us-east-1' }),
    );
    expect(byVpc.HostedZoneSummaries).toMatchObject([{ HostedZoneId: 'Z2', Name: 'example.com.' }]);
  });
});

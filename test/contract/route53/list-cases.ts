import { GetChangeCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { a, create, numbered, type Stage } from './stage.ts';

export function listCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const { change, list, client } = stage;
  const page = (input: object = {}) =>
    client.send(new ListResourceRecordSetsCommand({ HostedZoneId: 'ZPUBLIC', ...input }));

  contract('route53.change.in-sync', async () => {
    const id = await change([create(a('a.example.com'))]);
    const status = async () => (await client.send(new GetChangeCommand({ Id: id }))).ChangeInfo?.Status;
    expect(await status()).toBe('PENDING');
    stage.clock.advance(60_000);
    expect(await status()).toBe('INSYNC');
    await expect(client.send(new GetChangeCommand({ Id: '/change/C0' }))).rejects.toMatchObject({
      name: 'NoSuchChange',
    });
  });

  contract('route53.list.pending', async () => {
    await change([create(a('a.example.com'))]);
    expect((await list()).map(({ Name }) => Name)).toContain('a.example.com.');
  });

  contract('route53.list.page', async () => {
    await change(numbered(400).map((name) => create(a(name))));
    const first = await page({ MaxItems: 1000 });
    expect(first.ResourceRecordSets).toHaveLength(300);
    expect([first.IsTruncated, first.MaxItems]).toEqual([true, 300]);
    const second = await page({
      StartRecordName: first.NextRecordName,
      StartRecordType: first.NextRecordType,
      StartRecordIdentifier: first.NextRecordIdentifier,
    });
    expect([second.ResourceRecordSets?.length, second.IsTruncated]).toEqual([102, false]);
    const names = [...(first.ResourceRecordSets ?? []), ...(second.ResourceRecordSets ?? [])].map(
      ({ Name, Type }) => `${Name} ${Type}`,
    );
    expect(new Set(names).size).toBe(402);
  });

  contract('route53.list.routed', async () => {
    const weighted = (id: string, Type: 'A' | 'AAAA' | 'MX' | 'TXT', Value: string) => ({
      ...a('a.example.com', Value),
      Type,
      SetIdentifier: id,
      Weight: 1,
    });
    const ids = numbered(100).map((name) => name.slice(0, 3));
    await change(
      ids.flatMap((id) => [
        create(weighted(id, 'A', '192.0.2.1')),
        create(weighted(id, 'AAAA', '2001:db8::1')),
        create(weighted(id, 'MX', '1 mx.example.net')),
        create(weighted(id, 'TXT', '"x"')),
      ]),
    );
    const first = await page({ StartRecordName: 'a.example.com' });
    expect(first).toMatchObject({
      IsTruncated: true,
      NextRecordName: 'a.example.com.',
      NextRecordType: 'TXT',
      NextRecordIdentifier: expect.any(String),
    });
    const second = await page({
      StartRecordName: first.NextRecordName,
      StartRecordType: first.NextRecordType,
      StartRecordIdentifier: first.NextRecordIdentifier,
    });
    const sets = [...(first.ResourceRecordSets ?? []), ...(second.ResourceRecordSets ?? [])];
    expect(new Set(sets.map(({ Type, SetIdentifier }) => `${Type} ${SetIdentifier}`)).size).toBe(400);
  });

  contract('route53.list.order', async () => {
    const names = [
      'b.example.com',
      'a.b.example.com',
      'b-c.example.com',
      'z.a.example.com',
      'aa.example.com',
    ];
    await change(names.map((name) => create(a(name))));
    await change([
      create({ Name: 'b.example.com', Type: 'TXT', TTL: 1, ResourceRecords: [{ Value: '"x"' }] }),
    ]);
    expect((await list()).map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      'example.com. NS',
      'example.com. SOA',
      'z.a.example.com. A',
      'aa.example.com. A',
      'b-c.example.com. A',
      'b.example.com. A',
      'b.example.com. TXT',
      'a.b.example.com. A',
    ]);
  });

  contract('route53.list.delegated', async () => {
    const servers = ['ns-1.example.net.', 'ns-2.example.net.'].map((Value) => ({ Value }));
    await change([create({ Name: 'sub.example.com', Type: 'NS', TTL: 300, ResourceRecords: servers })]);
    await change([create(a('a.sub.example.com'))]);
    const found = (await list()).filter(({ Name }) => Name?.endsWith('sub.example.com.'));
    expect(found.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      'sub.example.com. NS',
      'a.sub.example.com. A',
    ]);
    expect(found.find(({ Type }) => Type === 'NS')?.ResourceRecords).toEqual(servers);
  });

  contract('route53.list.start', async () => {
    await change(['a.example.com', 'c.example.com', '*.example.com'].map((name) => create(a(name))));
    const first = async (input: object) =>
      (await page({ MaxItems: 1, ...input })).ResourceRecordSets?.[0]?.Name;
    expect(await first({ StartRecordName: 'a.example.com', StartRecordType: 'A' })).toBe('a.example.com.');
    expect(await first({ StartRecordName: 'a.example.com', StartRecordType: 'AAAA' })).toBe('c.example.com.');
    expect(await first({ StartRecordName: 'B.example.com.' })).toBe('c.example.com.');
    expect(await first({ StartRecordName: '*.example.com' })).toBe('\\052.example.com.');
    expect(await first({ StartRecordName: '\\052.example.com' })).toBe('\\052.example.com.');
  });

  contract('route53.list.type-needs-name', async () => {
    await expect(page({ StartRecordType: 'A' })).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  contract('route53.list.no-snapshot', async () => {
    await change(['b.example.com', 'd.example.com'].map((name) => create(a(name))));
    const first = await page({ MaxItems: 3 });
    await change(['a.example.com', 'e.example.com'].map((name) => create(a(name))));
    const second = await page({
      StartRecordName: first.NextRecordName,
      StartRecordType: first.NextRecordType,
    });
    expect(second.ResourceRecordSets?.map(({ Name }) => Name)).toEqual(['d.example.com.', 'e.example.com.']);
  });
}

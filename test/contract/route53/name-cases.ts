import {
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListHostedZonesCommand,
} from '@aws-sdk/client-route-53';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { a, cname, create, numbered, remove, type Stage } from './stage.ts';

const batch = (...messages: string[]) => ['InvalidChangeBatch', `[${messages.join(', ')}]`];

export function nameCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const { change, refusal, list } = stage;

  contract('route53.name.stored', async () => {
    await change([create(a('WeB.Example.COM')), create(a('*.example.com')), create(a('a/b.example.com.'))]);
    expect((await list()).map(({ Name }) => Name)).toEqual([
      'example.com.',
      'example.com.',
      '\\052.example.com.',
      'a\\057b.example.com.',
      'web.example.com.',
    ]);
  });

  contract('route53.name.wildcard', async () => {
    await change([create(a('*.example.com')), create(a('a-*.example.com'))]);
    expect((await list()).slice(2).map(({ Name }) => Name)).toEqual([
      '\\052.example.com.',
      'a-\\052.example.com.',
    ]);
    const ns = {
      Name: '*.example.com',
      Type: 'NS' as const,
      TTL: 1,
      ResourceRecords: [{ Value: 'ns.x.org' }],
    };
    expect((await refusal([create(ns)]))[0]).toBe('InvalidChangeBatch');
  });

  contract('route53.name.limits', async () => {
    expect((await refusal([create(a(`${'a'.repeat(64)}.example.com`))]))[1]).toContain('DomainLabelTooLong');
    expect((await refusal([create(a(`${'a.'.repeat(122)}example.com`))]))[1]).toContain('DomainNameTooLong');
    await change([create(a(`${'a'.repeat(63)}.example.com`)), create(a(`${'a.'.repeat(121)}example.com`))]);
  });

  contract('route53.name.outside', async () => {
    expect(await refusal([create(a('a.example.org'))])).toEqual(
      batch('RRSet with DNS name a.example.org. is not permitted in zone example.com.'),
    );
  });

  contract('route53.zone.10000-sets', async () => {
    stage.reopen({ recordsPerZone: 12 });
    await change(numbered(10).map((name) => create(a(name))));
    expect(await refusal([create(a('a.example.com'))])).toEqual(
      batch('Exceeded limit MAX_RRSETS_BY_ZONE for zone: ZPUBLIC'),
    );
    await change([remove(a('n0.example.com')), create(a('a.example.com'))]);
  });

  contract('route53.zone.same-name', async () => {
    const { HostedZones: zones } = await stage.client.send(
      new ListHostedZonesByNameCommand({ DNSName: 'example.com' }),
    );
    expect(zones?.map(({ Id, Name, Config }) => [Id, Name, Config?.PrivateZone])).toEqual([
      ['/hostedzone/ZPRIVATE', 'example.com.', true],
      ['/hostedzone/ZPUBLIC', 'example.com.', false],
    ]);
    const { VPCs: vpcs } = await stage.client.send(new GetHostedZoneCommand({ Id: 'ZPRIVATE' }));
    expect(vpcs).toEqual([{ VPCId: 'vpc-1', VPCRegion: 'us-east-1' }]);
  });

  contract('route53.zone.not-mine', async () => {
    expect(await refusal([create(a('a.example.com'))], 'ZNOT')).toEqual([
      'NoSuchHostedZone',
      'No hosted zone found with ID: ZNOT',
    ]);
    expect((await refusal([create(a('a.example.com'))], 'ZOTHER'))[0]).toBe('AccessDenied');
    const { HostedZones: zones } = await stage.stranger.send(new ListHostedZonesCommand());
    expect(zones?.map(({ Id }) => Id)).toEqual(['/hostedzone/ZOTHER']);
  });

  contract('route53.zone.apex', async () => {
    const [ns, soa] = await list();
    expect(await refusal([remove(ns!), remove(soa!)])).toEqual(
      batch(
        'A HostedZone must contain exactly one SOA record.',
        'A HostedZone must contain at least one NS record for the zone itself.',
      ),
    );
  });

  contract('route53.cname.alone', async () => {
    await change([create(a('a.example.com')), create(cname('c.example.com'))]);
    expect(await refusal([create(cname('a.example.com'))])).toEqual(
      batch(
        'RRSet of type CNAME with DNS name a.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.',
      ),
    );
    expect(await refusal([create(a('c.example.com'))])).toEqual(
      batch(
        'RRSet of type A with DNS name c.example.com. is not permitted because a conflicting RRSet of type  CNAME with the same DNS name already exists in zone example.com.',
      ),
    );
    await change([remove(cname('c.example.com')), create(a('c.example.com'))]);
  });

  contract('route53.cname.one-value', async () => {
    const values = ['x.example.net', 'y.example.net'].map((Value) => ({ Value }));
    expect((await refusal([create({ ...cname('a.example.com'), ResourceRecords: values })]))[0]).toBe(
      'InvalidChangeBatch',
    );
  });

  contract('route53.cname.loop', async () => {
    const to = (name: string, value: string) =>
      create({ ...cname(name), ResourceRecords: [{ Value: value }] });
    const loop = (name: string) =>
      batch(
        `RRSet of type CNAME with DNS name ${name}. is not permitted as it creates a CNAME or alias loop in the zone.`,
      );
    expect(await refusal([to('a.example.com', 'a.example.com')])).toEqual(loop('a.example.com'));
    await change([to('a.example.com', 'b.example.com')]);
    expect(await refusal([to('b.example.com', 'a.example.com.')])).toEqual(loop('b.example.com'));
  });

  contract('route53.cname.apex', async () => {
    expect(await refusal([create(cname('example.com'))])).toEqual(
      batch('RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.'),
    );
  });
}

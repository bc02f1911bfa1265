import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { a, alias, cname, create, numbered, remove, type Stage } from './stage.ts';

const batch = (...messages: string[]) => ['InvalidChangeBatch', `[${messages.join(', ')}]`];
const routed = (id: string, routing: Partial<ResourceRecordSet>, set = a('a.example.com')) =>
  create({ ...set, SetIdentifier: id, ...routing });
const noPlace = (place: string) => batch(`Cannot find location: '${place}'.  No changes made.`);

export function routingCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const { change, refusal, list } = stage;

  contract('route53.routing.100-sets', async () => {
    const weighted = (id: string) => create({ ...a('a.example.com'), SetIdentifier: id, Weight: 1 });
    await change(numbered(100).map(weighted));
    expect((await refusal([weighted('one-more')]))[0]).toBe('InvalidChangeBatch');
  });

  contract('route53.routing.mixture', async () => {
    await change([
      create({ ...a('w.example.com'), SetIdentifier: 'one', Weight: 1 }),
      create(a('s.example.com')),
    ]);
    expect(await refusal([create(a('w.example.com'))])).toEqual(
      batch(
        'RRSet with DNS name w.example.com., type A cannot be created as other RRSets exist with the same name and type.',
      ),
    );
    expect(await refusal([create({ ...a('s.example.com'), SetIdentifier: 'two', Weight: 1 })])).toEqual(
      batch(
        'RRSet with DNS name s.example.com., type A, SetIdentifier two cannot be created as a non-weighted set exists with the same name and type.',
      ),
    );
    expect(
      await refusal([create({ ...a('w.example.com'), SetIdentifier: 'two', Region: 'eu-west-1' })]),
    ).toEqual(
      batch(
        'RRSet with DNS name w.example.com., type A, SetIdentifier two cannot be created as a non-latency set exists with the same name and type.',
      ),
    );
  });

  contract('route53.routing.set-identifier', async () => {
    expect(await refusal([create({ ...a('a.example.com'), Weight: 1 })])).toEqual([
      'InvalidInput',
      "Invalid request: Missing field 'SetIdentifier' in Change with [Action=CREATE, Name=a.example.com, Type=A, SetIdentifier=null]",
    ]);
    expect((await refusal([create({ ...a('a.example.com'), SetIdentifier: 's' })]))[1]).toContain(
      'but found none',
    );
  });

  contract('route53.routing.30-geoproximity', async () => {
    const place = (name: string) => routed(name, { GeoProximityLocation: { LocalZoneGroup: name } });
    await change(numbered(30).map(place));
    expect((await refusal([place('one-more')]))[0]).toBe('InvalidChangeBatch');
  });

  contract('route53.routing.one-a-place', async () => {
    const each: [Partial<ResourceRecordSet>, string, string, string][] = [
      [{ Region: 'eu-west-1' }, 'Region Name=eu-west-1', 'latency', 'region'],
      [{ Failover: 'SECONDARY' }, 'Failover=SECONDARY', 'failover', 'failover type'],
      [{ GeoLocation: { CountryCode: '*' } }, 'GeoLocation=*', 'geolocation', 'location'],
      [
        { GeoProximityLocation: { AWSRegion: 'eu-west-1', Bias: 1 } },
        'GeoProximityLocation=eu-west-1',
        'geoproximity',
        'location',
      ],
    ];
    for (const [index, [routing, duty, policy, noun]] of each.entries()) {
      const set = a(`n${index}.example.com`);
      await change([routed('one', routing, set)]);
      expect(await refusal([routed('two', routing, set)])).toEqual(
        batch(
          `RRSet with DNS name n${index}.example.com., type A, SetIdentifier two, and ${duty} cannot be created because a ${policy} RRSet with the same name, type and ${noun} already exists.`,
        ),
      );
    }
  });

  contract('route53.routing.weighted-ttl', async () => {
    await change([routed('one', { Weight: 1 }, cname('a.example.com'))]);
    expect(await refusal([routed('two', { Weight: 1 }, { ...cname('a.example.com'), TTL: 61 })])).toEqual(
      batch(
        'RRSet with DNS name a.example.com., type CNAME, SetIdentifier two cannot be created as weighted sets must contain the same TTL.',
      ),
    );
  });

  contract('route53.routing.change', async () => {
    const [simple, weighted] = [a('a.example.com'), routed('one', { Weight: 1 })];
    const latency = routed('one', { Region: 'eu-west-1' });
    await change([create(simple)]);
    await change([remove(simple), weighted]);
    await change([remove(weighted.ResourceRecordSet!), latency]);
    await change([remove(latency.ResourceRecordSet!), create(cname('a.example.com'))]);
    expect((await list()).slice(2)).toMatchObject([{ Type: 'CNAME' }]);
  });

  contract('route53.routing.private-zone', async () => {
    const each: Partial<ResourceRecordSet>[] = [
      { Weight: 1 },
      { Region: 'eu-west-1' },
      { Failover: 'PRIMARY' },
      { GeoLocation: { ContinentCode: 'EU' } },
      { GeoProximityLocation: { AWSRegion: 'eu-west-1' } },
    ];
    for (const [index, routing] of each.entries())
      await change([routed('one', routing, alias(`n${index}.example.com`))], 'ZPRIVATE');
  });

  contract('route53.geolocation.codes', async () => {
    await change([
      routed('europe', { GeoLocation: { ContinentCode: 'EU' } }),
      routed('else', { GeoLocation: { CountryCode: '*' } }),
      routed('kosovo', { GeoLocation: { CountryCode: 'XK' } }),
      routed('california', { GeoLocation: { CountryCode: 'US', SubdivisionCode: 'CA' } }),
    ]);
    for (const country of ['BV', 'CX', 'EH', 'HM', 'UK', 'us'])
      expect(await refusal([routed('one', { GeoLocation: { CountryCode: country } })])).toEqual(
        noPlace(`country = ${country}`),
      );
    expect(
      await refusal([routed('one', { GeoLocation: { CountryCode: 'CA', SubdivisionCode: 'NL' } })]),
    ).toEqual(noPlace('country = CA subdivision = NL'));
  });

  contract('route53.geolocation.one-kind', async () => {
    const both = { ContinentCode: 'NA', CountryCode: 'US' };
    expect((await refusal([routed('one', { GeoLocation: both })]))[0]).toBe('InvalidInput');
    const state = { ContinentCode: 'NA', SubdivisionCode: 'CA' };
    expect((await refusal([routed('one', { GeoLocation: state })]))[0]).toBe('InvalidInput');
  });
}

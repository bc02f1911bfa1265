import type { ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRecordSets } from '../../../shared/route53/list-record-sets.ts';
import { worldClient } from '../../world/client.ts';
import { manualClock } from '../../world/clock.ts';
import type { ListOrder } from '../../world/route53/list-order.ts';
import { createRoute53 } from '../../world/route53/world.ts';
import { listFreely } from './list-freely.ts';

const ZONE = { id: 'Z1', name: 'example.com', private: false };
const CALLER = { account: '000000000000', region: 'us-east-1' };

const a = (name: string): ResourceRecordSet => ({
  Name: name,
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.1' }],
});
const weighted = (name: string, set: number, type: 'A' | 'AAAA' = 'A'): ResourceRecordSet => ({
  ...a(name),
  Type: type,
  ResourceRecords: [{ Value: type === 'A' ? '192.0.2.1' : '2001:db8::1' }],
  SetIdentifier: `s${String(set).padStart(3, '0')}`,
  Weight: 1,
});

async function world(sets: readonly ResourceRecordSet[], order?: ListOrder) {
  const clock = manualClock();
  const route53 = createRoute53({ clock: clock.now, ...(order && { order }) });
  route53.createZone(ZONE);
  route53.healthChecks.create({ id: 'check-1' });
  const client = worldClient<Route53Client>(route53.operations, CALLER);
  for (let at = 0; at < sets.length; at += 500)
    await route53.operations['ChangeResourceRecordSets']?.(
      {
        HostedZoneId: 'Z1',
        ChangeBatch: {
          Changes: sets.slice(at, at + 500).map((set) => ({ Action: 'CREATE', ResourceRecordSet: set })),
        },
      },
      CALLER,
    );
  return {
    clock,
    client,
    calls: () => route53.calls['ListResourceRecordSets'] ?? 0,
    list: listFreely(client, clock.now),
  };
}

describe('what is read', () => {
  it('A, AAAA and CNAME with every set identifier; nothing else of the name, nothing of its neighbours', async () => {
    const { list } = await world([
      weighted('a.example.com', 1),
      weighted('a.example.com', 2),
      weighted('a.example.com', 1, 'AAAA'),
      { Name: 'a.example.com', Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"x"' }] },
      a('b.a.example.com'),
      a('aa.example.com'),
    ]);
    const found = (await list(ZONE, ['a.example.com'])).get('a.example.com');
    const routing = { policy: 'weighted', weight: 1 };
    expect(found?.sets).toEqual([
      { type: 'A', setId: 's001', ttl: 60, values: ['192.0.2.1'], routing },
      { type: 'A', setId: 's002', ttl: 60, values: ['192.0.2.1'], routing },
      { type: 'AAAA', setId: 's001', ttl: 60, values: ['2001:db8::1'], routing },
    ]);
  });

  it('the types of the other records of the name, each once', async () => {
    const text = (name: string, id: string): ResourceRecordSet => ({
      Name: name,
      Type: 'TXT',
      TTL: 60,
      ResourceRecords: [{ Value: '"x"' }],
      SetIdentifier: id,
      Weight: 1,
    });
    const { list } = await world([
      a('a.example.com'),
      text('a.example.com', 'one'),
      text('a.example.com', 'two'),
      { Name: 'a.example.com', Type: 'MX', TTL: 60, ResourceRecords: [{ Value: '1 mx.example.com' }] },
      { Name: 'b.a.example.com', Type: 'SRV', TTL: 60, ResourceRecords: [{ Value: '1 1 1 x.example.com' }] },
    ]);
    const hosts = ['example.com', 'a.example.com', 'c.example.com'];
    const found = await list(ZONE, hosts);
    expect(hosts.map((host) => found.get(host)?.otherTypes)).toEqual([['NS', 'SOA'], ['MX', 'TXT'], []]);
  });

  it('whom a name is delegated to, in one order', async () => {
    const ns = (name: string, ...servers: string[]): ResourceRecordSet => ({
      Name: name,
      Type: 'NS',
      TTL: 60,
      ResourceRecords: servers.map((Value) => ({ Value })),
    });
    const { list } = await world([
      ns('sub.example.com', 'NS-2.example.net.', 'ns-1.example.net'),
      a('a.sub.example.com'),
    ]);
    const hosts = ['sub.example.com', 'a.sub.example.com', 'b.sub.example.com'];
    const found = await list(ZONE, hosts);
    expect(hosts.map((host) => found.get(host)?.servers)).toEqual([
      ['ns-1.example.net', 'ns-2.example.net'],
      undefined,
      undefined,
    ]);
  });

  it('a health check, and byte by byte what is not for us to understand', async () => {
    const set = { ...a('a.example.com'), SetIdentifier: 's', HealthCheckId: 'check-1' };
    const { list } = await world([
      { ...set, Weight: 7, ResourceRecords: [{ Value: '192.0.2.1' }] },
      { ...set, Name: 'b.example.com', MultiValueAnswer: true },
      { ...set, Name: 'c.example.com', CidrRoutingConfig: { CollectionId: 'c', LocationName: '*' } },
      {
        ...set,
        Name: 'd.example.com',
        GeoProximityLocation: { Coordinates: { Latitude: '1.5', Longitude: '-2' }, Bias: 3 },
      },
      {
        Name: 'e.example.com',
        Type: 'CNAME',
        TTL: 60,
        ResourceRecords: [{ Value: 'Web.Example.NET' }],
        HealthCheckId: 'check-1',
      },
    ]);
    const found = await list(
      ZONE,
      ['a', 'b', 'c', 'd', 'e'].map((label) => `${label}.example.com`),
    );
    const routed = { type: 'A', setId: 's', ttl: 60, values: ['192.0.2.1'], healthCheckId: 'check-1' };
    expect([...found.values()].map(({ sets }) => sets)).toEqual([
      [{ ...routed, routing: { policy: 'weighted', weight: 7 } }],
      [{ ...routed, other: '[["MultiValueAnswer",true]]' }],
      [{ ...routed, other: '[["CidrRoutingConfig",{"CollectionId":"c","LocationName":"*"}]]' }],
      [
        {
          ...routed,
          other: '[["GeoProximityLocation",{"Coordinates":{"Latitude":"1.5","Longitude":"-2"},"Bias":3}]]',
        },
      ],
      [{ type: 'CNAME', setId: '', ttl: 60, values: ['Web.Example.NET'], healthCheckId: 'check-1' }],
    ]);
  });

  it('an alias in canonical form', async () => {
    const { list } = await world([
      {
        Name: '*.Example.com.',
        Type: 'A',
        AliasTarget: {
          DNSName: 'Web-1.us-east-1.elb.amazonaws.com.',
          HostedZoneId: 'Z35SXDOTRQ7X7K',
          EvaluateTargetHealth: true,
        },
      },
    ]);
    expect((await list(ZONE, ['*.example.com'])).get('*.example.com')?.sets).toEqual([
      {
        type: 'A',
        setId: '',
        alias: {
          dnsName: 'web-1.us-east-1.elb.amazonaws.com',
          hostedZoneId: 'Z35SXDOTRQ7X7K',
          evaluateTargetHealth: true,
        },
      },
    ]);
  });

  it('an alias has no values, told as an empty list or not at all', async () => {
    const AliasTarget = { DNSName: 'x.elb.', HostedZoneId: 'Z35', EvaluateTargetHealth: true };
    const listing = {
      ResourceRecordSets: [{ Name: 'a.example.com.', Type: 'A', AliasTarget, ResourceRecords: [] }],
    };
    const client = { send: async () => listing } as unknown as Route53Client;
    const found = await listFreely(client, () => 0)(ZONE, ['a.example.com']);
    expect(found.get('a.example.com')?.sets[0]).not.toHaveProperty('values');
  });

  it('the time at which the read began, not the one at which it ended', async () => {
    const { clock, client } = await world([a('a.example.com')]);
    const slow = {
      send: async (command: never) => {
        clock.advance(5000);
        return client.send(command);
      },
    } as unknown as Route53Client;
    const began = clock.now();
    const found = await listFreely(slow, clock.now)(ZONE, ['a.example.com', 'b.example.com']);
    expect([...found.values()].map(({ at }) => at)).toEqual([began, began]);
  });

  it.each<[string, object]>([
    ['that goes on where it began', { NextRecordName: 'a.example.com.' }],
    ['that goes on nowhere', {}],
  ])('a page %s throws: the list would have no end', async (_, next) => {
    let calls = 0;
    const send = async () => {
      calls += 1;
      return { ResourceRecordSets: [a('a.example.com.')], IsTruncated: true, ...next };
    };
    const client = { send } as unknown as Route53Client;
    const read = listRecordSets(
      () => client,
      () => 0,
      async () => undefined,
    );
    await expect(read(ZONE, ['a.example.com'], async () => calls < 10)).rejects.toThrow(
      'expected a later record',
    );
  });

  it('a page that cannot be read throws', async () => {
    const { list } = await world([]);
    await expect(list({ ...ZONE, id: 'ZNONE' }, ['a.example.com'])).rejects.toThrow('ZNONE');
  });
});

describe('calls', () => {
  const many = Array.from({ length: 200 }, (_, n) => `n${String(n).padStart(3, '0')}.example.com`);

  it('one page answers all the names that fall on it, those without a record too', async () => {
    const { list, calls } = await world(many.filter((_, n) => n % 2 === 0).map(a));
    const found = await list(ZONE, many);
    expect(many.map((host) => found.get(host)?.sets.length)).toEqual(many.map((_, n) => 1 - (n % 2)));
    expect(calls()).toBe(1);
  });

  it.each<ListOrder>(['documented', 'decoded', 'labels'])(
    '%s: wildcards on a page do not hide that the names above them have no record',
    async (order) => {
      const { list, calls } = await world(
        many.map((host) => a(`*.${host}`)),
        order,
      );
      const found = await list(ZONE, [...many, ...many.map((host) => `*.${host}`)]);
      expect(many.map((host) => found.get(host)?.sets)).toEqual(many.map(() => []));
      expect(many.map((host) => found.get(`*.${host}`)?.sets.length)).toEqual(many.map(() => 1));
      expect(calls()).toBeLessThanOrEqual(3);
    },
  );

  it('what comes after is not read: the zone may be large', async () => {
    const { list, calls } = await world(Array.from({ length: 900 }, (_, n) => a(`n${n + 100}.example.com`)));
    await list(ZONE, ['n100.example.com']);
    expect(calls()).toBe(1);
  });

  it('a name that goes over the border of a page is read whole', async () => {
    const four = Array.from({ length: 100 }, (_, n) => weighted('m.example.com', n));
    const six = Array.from({ length: 100 }, (_, n) => weighted('m.example.com', n, 'AAAA'));
    const before = Array.from({ length: 150 }, (_, n) => a(`l${n}.example.com`));
    const { list, calls } = await world([...before, ...four, ...six]);
    const found = await list(ZONE, ['l0.example.com', 'm.example.com']);
    expect(found.get('m.example.com')?.sets).toHaveLength(200);
    expect(found.get('l0.example.com')?.sets).toHaveLength(1);
    expect(calls(), 'the border of the first page falls into the name: it is asked for again').toBe(2);
  });

  it('a name of more than a page is read to its end, its other records as well', async () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n);
    const text = (n: number, Type: 'TXT' | 'MX', Value: string): ResourceRecordSet => ({
      ...weighted('m.example.com', n),
      Type,
      ResourceRecords: [{ Value }],
    });
    const { list, calls } = await world([
      ...hundred.flatMap((n) => [weighted('m.example.com', n), weighted('m.example.com', n, 'AAAA')]),
      ...hundred.flatMap((n) => [text(n, 'MX', '1 mx.example.net'), text(n, 'TXT', '"x"')]),
      a('n.example.com'),
    ]);
    const found = await list(ZONE, ['m.example.com', 'n.example.com']);
    expect(found.get('m.example.com')?.sets).toHaveLength(200);
    expect(found.get('m.example.com')?.otherTypes).toEqual(['MX', 'TXT']);
    expect(found.get('n.example.com')?.sets).toHaveLength(1);
    expect(calls()).toBe(2);
  });

  it.each([298, 299, 300, 301])('a name at the border of a page of %i names', async (count) => {
    const names = Array.from({ length: count }, (_, n) => `n${String(n).padStart(3, '0')}.example.com`);
    const { list } = await world([
      ...names.map(a),
      weighted('x.example.com', 1),
      weighted('x.example.com', 2),
    ]);
    const found = await list(ZONE, [...names, 'x.example.com', 'y.example.com']);
    expect(names.filter((host) => found.get(host)?.sets.length !== 1)).toEqual([]);
    expect(found.get('x.example.com')?.sets).toHaveLength(2);
    expect(found.get('y.example.com')?.sets).toEqual([]);
  });
});

describe('whatever the order of the listing', () => {
  it.each<ListOrder>(['documented', 'decoded', 'labels'])(
    '%s: what sorts before the first name of a page is not taken for absent',
    async (order) => {
      const { list } = await world([a('a-b.example.com')], order);
      const found = await list(ZONE, ['a.example.com', 'a-b.example.com']);
      expect(found.get('a-b.example.com')?.sets).toHaveLength(1);
    },
  );

  it.each<ListOrder>(['documented', 'decoded', 'labels'])('%s: a hyphen beside a dot', async (order) => {
    const hosts = ['a.example.com', 'a-b.example.com', 'x.a.example.com', '*.example.com', '*.a.example.com'];
    const { list } = await world(hosts.map(a), order);
    const found = await list(ZONE, hosts);
    expect(hosts.filter((host) => found.get(host)?.sets.length !== 1)).toEqual([]);
  });

  const label = fc.constantFrom('a', 'a-b', 'a0', 'a_', '_a', 'b', '~', '(', '0');
  const host = fc
    .tuple(fc.boolean(), fc.array(label, { minLength: 0, maxLength: 2 }))
    .map(([isWild, labels]) => [...(isWild ? ['*'] : []), ...labels, 'example.com'].join('.'));
  const distinct = fc.uniqueArray(host, { maxLength: 12 });

  it.each<ListOrder>(['documented', 'decoded', 'labels'])(
    '%s: every name gets just its own',
    async (order) => {
      await fc.assert(
        fc.asyncProperty(distinct, distinct, async (standing, asked) => {
          const { list } = await world(standing.map(a), order);
          const found = await list(ZONE, asked);
          expect(Object.fromEntries(asked.map((each) => [each, found.get(each)?.sets.length]))).toEqual(
            Object.fromEntries(asked.map((each) => [each, Number(standing.includes(each))])),
          );
        }),
        { numRuns: 1000 },
      );
    },
  );
});

describe('each request', () => {
  const far = Array.from({ length: 320 }, (_, index) => a(`m${index}.example.com`));
  const failing = (client: Route53Client, ...errors: (Error | undefined)[]) =>
    ({
      send: async (command: never) => {
        const error = errors.shift();
        if (error) throw error;
        return client.send(command);
      },
    }) as unknown as Route53Client;
  const failure = (name: string, status: number) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

  async function asking(permits: number, ...errors: (Error | undefined)[]) {
    const { client, clock, calls } = await world(far);
    const pauses: number[] = [];
    let asked = 0;
    const flaky = failing(client, ...errors);
    const list = listRecordSets(
      () => flaky,
      clock.now,
      async (milliseconds) => {
        pauses.push(milliseconds);
      },
    );
    const found = list(ZONE, ['a.example.com', 'z.example.com'], async () => ++asked <= permits);
    const hosts = await found.then(
      (listings) => [...listings.keys()],
      (error: Error) => error.name,
    );
    return { hosts, asked, calls: calls(), pauses };
  }

  it('asks for a permit', async () => {
    const { hosts, asked, calls } = await asking(9);
    expect([hosts, asked, calls]).toEqual([['a.example.com', 'z.example.com'], 2, 2]);
  });

  it.each([
    [0, []],
    [1, ['a.example.com']],
  ])('is not made without: with %i of them the answer has what was read', async (permits, answered) => {
    expect(await asking(permits)).toMatchObject({ hosts: answered, calls: permits });
  });

  it.each([
    ['throttled', failure('Throttling', 400)],
    ['a fault of the server', failure('InternalError', 500)],
    ['lost', new Error('socket hang up')],
  ])('that is %s goes again after a pause, with a permit of its own', async (_, error) => {
    const { hosts, asked, pauses } = await asking(9, error, error, error);
    expect([hosts, asked, pauses]).toEqual([['a.example.com', 'z.example.com'], 5, [500, 1000, 2000]]);
  });

  it.each([
    ['fails four times', Array.from({ length: 4 }, () => failure('Throttling', 400)), 'Throttling', 4],
    ['is denied', [failure('AccessDenied', 403)], 'AccessDenied', 1],
    ['has no credentials', [failure('CredentialsProviderError', 0)], 'CredentialsProviderError', 1],
  ])('that %s ends the read', async (_, errors, name, times) => {
    expect(await asking(9, ...errors)).toMatchObject({ hosts: name, asked: times });
  });
});

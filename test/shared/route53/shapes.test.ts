import { Route53Client } from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import type { Routing } from '../../../shared/records/routing.ts';
import { applyChanges } from '../../../shared/route53/apply-changes.ts';
import { type Served, serve } from '../../contract/serve.ts';
import { route53Service } from '../../world/http/route53.ts';
import { createRoute53, type Route53World } from '../../world/route53/world.ts';
import { listFreely } from './list-freely.ts';

const ZONE = { id: 'Z1', name: 'example.com', private: false };
const HOST = '*.a-b.example.com';

const alias: RecordSet = {
  type: 'A',
  setId: '',
  alias: {
    dnsName: 'dualstack.web-1.us-east-1.elb.amazonaws.com',
    hostedZoneId: 'Z35SXDOTRQ7X7K',
    evaluateTargetHealth: true,
  },
};
const otherAlias = {
  dnsName: 'net-1.elb.eu-west-1.amazonaws.com',
  hostedZoneId: 'Z2IFOLAFXWLO4F',
  evaluateTargetHealth: false,
};
const cname: RecordSet = { type: 'CNAME', setId: '', ttl: 60, values: ['Web-1.Example.NET.'] };
const ofAlias: Partial<RecordSet>[] = [{ type: 'AAAA' }, { alias: otherAlias }];
const ofCname: Partial<RecordSet>[] = [{ ttl: 0 }, { ttl: 2 ** 31 - 1 }, { values: ['d1.cloudfront.net'] }];
const ofRouted: Partial<RecordSet>[] = [
  { setId: `all that a tag holds +-=._:/@ ${'x'.repeat(97)}` },
  { healthCheckId: 'check-2' },
];

const ROUTINGS: readonly (readonly Routing[])[] = [
  [
    { policy: 'weighted', weight: 0 },
    { policy: 'weighted', weight: 255 },
  ],
  [
    { policy: 'latency', region: 'eu-west-1' },
    { policy: 'latency', region: 'us-gov-west-1' },
  ],
  [
    { policy: 'failover', role: 'PRIMARY' },
    { policy: 'failover', role: 'SECONDARY' },
  ],
  [
    { policy: 'geolocation', location: { continent: 'EU' } },
    { policy: 'geolocation', location: { country: 'US', subdivision: 'CA' } },
    { policy: 'geolocation', location: { country: 'US', subdivision: 'NY' } },
    { policy: 'geolocation', location: { country: '*' } },
  ],
  [
    { policy: 'geoproximity', region: 'eu-west-1', bias: -99 },
    { policy: 'geoproximity', region: 'eu-west-1', bias: 0 },
    { policy: 'geoproximity', region: 'us-east-1', bias: 99 },
  ],
];

/** One of each shape, and changes that one after the other touch every field of it. */
const SHAPES: readonly [name: string, set: RecordSet, changes: readonly Partial<RecordSet>[]][] = [
  ['a simple alias', alias, ofAlias],
  ['a simple CNAME', cname, ofCname],
  ...ROUTINGS.flatMap(([routing, ...others]): [string, RecordSet, Partial<RecordSet>[]][] => {
    const routed = { setId: 'blue', routing, healthCheckId: 'check-1' };
    const ofRouting = [...ofRouted, ...others.map((other) => ({ routing: other }))];
    return [
      [`a ${routing?.policy} alias`, { ...alias, ...routed }, [...ofAlias, ...ofRouting]],
      [`a ${routing?.policy} CNAME`, { ...cname, ...routed }, [...ofCname, ...ofRouting]],
    ];
  }),
];

let world: Route53World;
let served: Served;
let client: Route53Client;
beforeAll(async () => {
  served = await serve((request) => route53Service(world)(request));
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'secret' };
  client = new Route53Client({ endpoint: served.url, region: 'us-east-1', maxAttempts: 1, credentials });
});
afterAll(async () => {
  client.destroy();
  await served.close();
});
beforeEach(() => {
  world = createRoute53({ clock: () => 0 });
  world.createZone({ ...ZONE, account: '111111111111' });
  for (const id of ['check-1', 'check-2']) world.healthChecks.create({ id });
});

const change = (deletes: readonly RecordSet[], creates: readonly RecordSet[]) =>
  applyChanges(() => client)(ZONE, [{ key: `Z1#${HOST}`, host: HOST, deletes, creates }], 'test');
const list = async () => {
  const found = await listFreely(client, () => 0)(ZONE, [HOST]);
  return found.get(HOST)?.sets;
};

/** `alias.dnsName`, `routing.location.country`: whatever of it can be another. */
function fieldsOf(value: object, path = ''): [path: string, value: unknown][] {
  return Object.entries(value).flatMap(([name, member]): [string, unknown][] =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? fieldsOf(member, `${path}${name}.`)
      : [[`${path}${name}`, JSON.stringify(member)]],
  );
}

describe('through the SDK, over HTTP', () => {
  it.each(SHAPES)('%s is created, read back, changed in every field, removed', async (_, set, changes) => {
    expect(await change([], [set])).toMatchObject({ kind: 'applied' });
    expect(await list()).toEqual([set]);
    let standing = set;
    const changed = new Set<string>();
    for (const fields of changes) {
      const next = { ...standing, ...fields };
      const after = new Map(fieldsOf(next));
      for (const [path, value] of fieldsOf(standing)) if (after.get(path) !== value) changed.add(path);
      expect(await change([standing], [next])).toMatchObject({ kind: 'applied' });
      expect(await list()).toEqual([next]);
      expect(await change([standing], [])).toMatchObject({ kind: 'refused' });
      standing = next;
    }
    const ofAnotherShape = [
      'routing.policy',
      ...(set.type === 'CNAME' ? ['type'] : []),
      ...(set.setId === '' ? ['setId'] : []),
    ];
    const paths = fieldsOf(set).map(([path]) => path);
    expect(paths.filter((path) => !changed.has(path) && !ofAnotherShape.includes(path))).toEqual([]);
    expect(await change([standing], [])).toMatchObject({ kind: 'applied' });
    expect(await list()).toEqual([]);
  });

  it('each shape becomes the next one, in one batch', async () => {
    let standing: RecordSet | undefined;
    for (const [, set] of [...SHAPES, ...SHAPES.slice(0, 1)]) {
      expect(await change(standing ? [standing] : [], [set])).toMatchObject({ kind: 'applied' });
      expect(await list()).toEqual([set]);
      standing = set;
    }
  });

  it('a health check that is not there refuses, and what stood, stands', async () => {
    const routed: RecordSet = { ...alias, setId: 's', routing: { policy: 'weighted', weight: 1 } };
    await change([], [routed]);
    expect(await change([routed], [{ ...routed, healthCheckId: 'check-3' }])).toEqual({
      kind: 'refused',
      message: 'A health check with id check-3 does not exist.',
    });
    expect(await list()).toEqual([routed]);
  });
});

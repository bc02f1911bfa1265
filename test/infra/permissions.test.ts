import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/settings.ts';
import { toNormalisedName } from '../../shared/zones/name-pattern.ts';
import { allowed, type Question } from '../iam/allowed.ts';
import { statementsOf } from '../iam/roles-of.ts';
import { synthesise, text } from './synthesise.ts';

const statements = statementsOf(synthesise().state);
const ZONE = (id: string) => `arn:aws:route53:::hostedzone/${id}`;

const create = (id: string, names: readonly string[]): Question => ({
  action: 'route53:ChangeResourceRecordSets',
  resource: ZONE(id),
  context: {
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': names,
    'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
    'route53:ChangeResourceRecordSetsActions': ['CREATE'],
  },
});

describe('all roles', () => {
  it('allow no action with a wildcard', () => {
    const wild = statements.filter(
      ({ effect, actions }) => effect === 'Allow' && actions.some((action) => action.includes('*')),
    );
    expect(wild).toEqual([]);
  });

  it('have no statement for everything but what has no resources', () => {
    const everything = statements.filter(
      ({ effect, resources }) => effect === 'Allow' && resources.includes('*'),
    );
    expect(new Set(everything.flatMap(({ actions }) => actions))).toEqual(
      new Set([
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'elasticloadbalancing:DescribeInstanceHealth',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'tag:GetResources',
      ]),
    );
  });

  it('stay within the size of inline policies', () => {
    for (const role of synthesise().state.all('AWS::IAM::Role')) {
      const size = JSON.stringify(role.Properties['Policies'] ?? []).length;
      expect(size).toBeLessThan(10_240);
    }
  });
});

describe('many zones', () => {
  /** Names and ids as long as they are in the field, or longer. */
  const zones = (count: number, more: (name: string) => object = () => ({})): SettingsInput['zones'] =>
    Array.from({ length: count }, (_, index) => {
      const name = `customer-${String(index).padStart(3, '0')}.dns.example.com`;
      return { id: `Z${String(index).padStart(20, '0')}`, name, ...more(name) };
    });
  const twoPatterns = (name: string) => ({
    allow: [{ names: [`*.team-one.${name}`] }, { names: [`storefront.${name}`], tags: { team: 'two' } }],
  });
  const managed = (given: SettingsInput['zones']) =>
    synthesise({ policy: 'upsert-only', zones: given }).state.all('AWS::IAM::ManagedPolicy');

  it.each([
    ['1', zones(1), 1],
    ['100', zones(100), 4],
    ['100 with two patterns each', zones(100, twoPatterns), 4],
    [
      '100, public and private',
      [...zones(100), ...zones(100).map((zone) => ({ ...zone, id: `P${zone.id}`, private: true }))],
      6,
    ],
    ['200', zones(200), 7],
  ])('%s fit the sizes of IAM', (_, given, most) => {
    const policies = managed(given);
    for (const { Properties } of policies) {
      const { Statement } = Properties['PolicyDocument'] as { Statement: { Resource: unknown }[] };
      const written = Statement.map((statement) => ({
        ...statement,
        Resource: [statement.Resource].flat().map((arn) => text(arn).replace('arn:aws:', 'arn:aws-us-gov:')),
      }));
      expect(JSON.stringify({ Version: '2012-10-17', Statement: written }).length).toBeLessThanOrEqual(6144);
    }
    const ofSync = policies.filter(({ id }) => id.startsWith('SyncRole'));
    expect(ofSync.length).toBeGreaterThan(0);
    expect(ofSync.length).toBeLessThanOrEqual(most);
    // It reads alone, which is the smallest part.
    expect(policies.length - ofSync.length).toBeLessThanOrEqual(Math.ceil(most / 2));
  });

  it.each([
    ['with defaults', () => ({}), true],
    ['with two patterns each', twoPatterns, false],
  ])('all get through %s, each for its own names', (_, more, others) => {
    const given = zones(100, more);
    const { state } = synthesise({ policy: 'upsert-only', zones: given });
    const statements = statementsOf(state).filter(({ role }) => role.endsWith('-sync'));
    const may = (id: string, ...names: string[]) => allowed(statements, create(id, names));
    for (const { id, name } of given) {
      expect(allowed(statements, { action: 'route53:ListResourceRecordSets', resource: ZONE(id) })).toBe(
        true,
      );
      expect(may(id, `storefront.${name}`, `a.b.team-one.${name}`)).toBe(true);
      expect(may(id, `storefront.${name}`, `_x.team-one.${name}`)).toBe(false);
      expect(may(id, `storefront.${name}`, `\\052.${name}`)).toBe(false);
      expect(may(id, name)).toBe(false);
      expect(may(id, `other.${name}`)).toBe(others);
    }
  });

  it('too many are refused, saying what to do', () => {
    expect(() => managed(zones(300))).toThrow(
      /signpost\.zones: got 300 zones with 0 name patterns, which need 1\d managed policies of 6144 characters; a role may have 10\. Spread the zones over several stacks/,
    );
  });

  it('too many patterns of one are refused, saying what to do', () => {
    const names = Array.from({ length: 200 }, (_, index) => `storefront-number-${index}.shops.example.com`);
    expect(() => managed([{ id: 'Z1', name: 'example.com', allow: [{ names }] }])).toThrow(
      /signpost\.zones: got 200 name patterns \(allow, protect\) for example\.com, which make a statement of 8\d{3} characters; an IAM policy has room for 6\d{3}\. Use fewer/,
    );
  });
});

describe('names of zones', () => {
  type Given = SettingsInput['zones'][number];
  /** The names that may be written in each zone, of those asked. */
  const writable = (zones: Given[], asked: readonly string[]) => {
    const { state } = synthesise({ policy: 'sync', zones });
    const statements = statementsOf(state).filter(({ role }) => role.endsWith('-sync'));
    return zones.map(({ id, name }) =>
      // Route 53 takes no other names into a zone.
      asked.filter(
        (host) =>
          `.${host}`.endsWith(`.${name}`) && allowed(statements, create(id, [toNormalisedName(host)])),
      ),
    );
  };

  it.each<[what: string, zones: Given[], writable: string[][]]>([
    [
      'by default',
      [{ id: 'Z1', name: 'a.com' }],
      [['x.a.com', '*.x.a.com', 'sub.a.com', 'x.sub.a.com', '*.sub.a.com']],
    ],
    ['everything', [{ id: 'Z1', name: 'b.com', protect: [] }], [['b.com', 'x.b.com', '*.b.com', '_x.b.com']]],
    ['all of it protected', [{ id: 'Z1', name: 'b.com', protect: ['*'] }], [[]]],
    [
      'the apex alone',
      [{ id: 'Z1', name: 'b.com', allow: [{ names: ['b.com'] }], protect: [] }],
      [['b.com']],
    ],
    [
      'a rule for what is protected',
      [{ id: 'Z1', name: 'b.com', allow: [{ names: ['_x.b.com', 'x.b.com'] }] }],
      [['x.b.com']],
    ],
    [
      'wildcard records alone',
      [{ id: 'Z1', name: 'a.com', allow: [{ names: ['+.*'] }] }],
      [['*.x.a.com', '*.sub.a.com']],
    ],
    [
      'one zone below another, with other rules',
      [
        { id: 'Z1', name: 'a.com', allow: [{ names: ['x.a.com'] }] },
        { id: 'Z2', name: 'sub.a.com', protect: [] },
      ],
      [['x.a.com'], ['sub.a.com', 'x.sub.a.com', '*.sub.a.com', '_y.sub.a.com']],
    ],
    [
      'two zones of one name, with other rules',
      [
        { id: 'Z1', name: 'b.com', allow: [{ names: ['x.b.com'] }] },
        { id: 'Z2', name: 'b.com', private: true, protect: ['x.b.com'] },
      ],
      [['x.b.com'], ['b.com', '*.b.com', '_x.b.com']],
    ],
    [
      'patterns without the zone’s name',
      [
        { id: 'Z1', name: 'a.com', allow: [{ names: ['x*'] }] },
        { id: 'Z2', name: 'b.com', allow: [{ names: ['b.*', '*.com'] }], protect: ['_*'] },
      ],
      [
        ['x.a.com', 'x.sub.a.com'],
        ['b.com', 'x.b.com', '*.b.com'],
      ],
    ],
  ])('%s', (_, zones, expected) => {
    const asked = [
      ...[
        'a.com',
        'x.a.com',
        '*.a.com',
        '*.x.a.com',
        'sub.a.com',
        'x.sub.a.com',
        '*.sub.a.com',
        '_y.sub.a.com',
      ],
      ...['b.com', 'x.b.com', '*.b.com', '_x.b.com'],
    ];
    expect(writable(zones, asked)).toEqual(expected);
  });
});

import { readFileSync } from 'node:fs';
import { Fn } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { parseSettings, runtimeSettings, type SettingsInput } from '../../infra/settings.ts';
import { settingsSchema } from '../../infra/settings-schema.ts';
import { VPC } from './synthesise.ts';

const ZONE = { id: 'Z1', name: 'example.com' };
const MINIMAL: SettingsInput = { policy: 'plan', zones: [ZONE] };
const PROTECTED = ['example.com', '+.example.com', '_*'];
const EVERYBODY = [{ names: ['*'] }];
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:on-call';
const ROLE = { roleArn: 'arn:aws:iam::999988887777:role/dns', externalId: 'signpost' };

describe('settings', () => {
  it('need a policy and a zone, the rest has defaults', () => {
    expect(parseSettings(MINIMAL)).toEqual({
      name: 'signpost',
      policy: 'plan',
      tagPrefix: 'signpost',
      zones: [{ id: 'Z1', name: 'example.com', private: false, protect: PROTECTED }],
      clusters: [],
      sources: ['tags'],
      matchByTag: false,
      withdrawAfter: { loadBalancer: 60, gateway: 600 },
      brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
      quota: { requests: { perSecond: 4, burst: 20 }, changes: { perSecond: 40, burst: 400 } },
      drift: 'restore',
      trail: 'present',
      alarmActions: [],
      logLevel: 'INFO',
      logRetentionDays: 30,
      eventRetentionDays: 30,
    });
  });

  it('may come as JSON, as `cdk -c signpost=` gives them', () => {
    expect(parseSettings(JSON.stringify(MINIMAL))).toEqual(parseSettings(MINIMAL));
  });

  it.each([
    ['a path before a zone id', { zones: [{ ...ZONE, id: '/hostedzone/Z1' }] }, { zones: [{ id: 'Z1' }] }],
    [
      'case and dot of a zone name',
      { zones: [{ ...ZONE, name: 'Example.COM.' }] },
      { zones: [{ name: 'example.com' }] },
    ],
    [
      'Unicode',
      { zones: [{ ...ZONE, name: 'bücher.example' }] },
      { zones: [{ name: 'xn--bcher-kva.example' }] },
    ],
    [
      'half a withdrawAfter',
      { withdrawAfter: { loadBalancer: 1 } },
      { withdrawAfter: { loadBalancer: 1, gateway: 600 } },
    ],
    [
      'the way into a cluster',
      { clusters: [{ name: 'a' }] },
      { clusters: [{ name: 'a', access: 'external', match: 'when-bound' }] },
    ],
    [
      'where names come from, and whether they are checked',
      {
        sources: ['tags', 'annotations'],
        matchByTag: true,
        clusters: [{ name: 'a', sources: ['hosts'], match: 'required' }],
      },
      {
        sources: ['tags', 'annotations'],
        matchByTag: true,
        clusters: [{ name: 'a', sources: ['hosts'], match: 'required' }],
      },
    ],
    ['another account', { zones: [{ ...ZONE, ...ROLE }] }, { zones: [ROLE] }],
    [
      'a name in a public and a private zone',
      { zones: [ZONE, { ...ZONE, id: 'Z2', private: true }] },
      { zones: [{ private: false }, { private: true }] },
    ],
    [
      'private zones of one name, as of two VPCs',
      {
        zones: [
          { ...ZONE, private: true },
          { ...ZONE, id: 'Z2', private: true },
        ],
      },
      { zones: [{ id: 'Z1' }, { id: 'Z2' }] },
    ],
    [
      'clusters of one VPC',
      {
        zones: [{ ...ZONE, allow: EVERYBODY }],
        clusters: [
          { name: 'a', vpc: VPC },
          { name: 'b', vpc: VPC },
        ],
      },
      { clusters: [{ name: 'a' }, { name: 'b' }] },
    ],
    [
      'a cluster that comes first',
      { clusters: [{ name: 'a', priority: 10 }] },
      { clusters: [{ priority: 10 }] },
    ],
    [
      'case, dot and Unicode of patterns',
      { zones: [{ ...ZONE, allow: [{ names: ['*.Bücher.example.com.', 'a**b*'] }] }] },
      { zones: [{ allow: [{ names: ['*.xn--bcher-kva.example.com', 'a*b*'] }] }] },
    ],
    [
      'all that a rule can give',
      {
        zones: [
          {
            ...ZONE,
            allow: [{ names: ['*'], clusters: ['a'], accounts: ['111122223333'], tags: { team: 'x' } }],
          },
        ],
        clusters: [{ name: 'a' }],
      },
      {
        zones: [
          { allow: [{ names: ['*'], clusters: ['a'], accounts: ['111122223333'], tags: { team: 'x' } }] },
        ],
      },
    ],
    ['nothing protected', { zones: [{ ...ZONE, protect: [] }] }, { zones: [{ protect: [] }] }],
    [
      'something else protected',
      { zones: [{ ...ZONE, protect: ['+.*', 'Login.example.com'] }] },
      { zones: [{ protect: ['+.*', 'login.example.com'] }] },
    ],
    [
      'half a brake',
      { brake: { removals: { names: 5 }, retargets: { percent: 1.5 } } },
      {
        brake: { window: 3600, removals: { names: 5, percent: 10 }, retargets: { names: 100, percent: 1.5 } },
      },
    ],
    [
      'half a quota, and the least burst',
      { quota: { requests: { burst: 16 } } },
      { quota: { requests: { perSecond: 4, burst: 16 }, changes: { perSecond: 40, burst: 400 } } },
    ],
    [
      'all of Route 53',
      { quota: { requests: { perSecond: 10, burst: 50 }, changes: { perSecond: 100, burst: 1500 } } },
      { quota: { requests: { perSecond: 10, burst: 50 }, changes: { perSecond: 100, burst: 1500 } } },
    ],
    ['a topic for alarms', { alarmActions: [TOPIC] }, { alarmActions: [TOPIC] }],
  ])('understand %s', (_, given, understood) => {
    expect(parseSettings({ ...MINIMAL, ...given })).toMatchObject(understood);
  });

  it.each<[string, object, RegExp]>([
    [
      'no policy',
      { policy: undefined },
      /signpost\.policy: got nothing, wants one of plan, create-only, upsert-only, sync \(there is no default/,
    ],
    [
      'an unknown policy',
      { policy: 'create' },
      /signpost\.policy: got "create", wants one of plan, create-only/,
    ],
    ['no zones', { zones: undefined }, /signpost\.zones: got nothing, wants a list of hosted zones/],
    ['an empty list of zones', { zones: [] }, /signpost\.zones: got \[\], wants at least one hosted zone/],
    [
      'a key that is nearly known',
      { zone: [] },
      /signpost\.zone: got a key that is not known here.*did you mean zones\?/,
    ],
    [
      'a key in a zone that is nearly known',
      { zones: [{ ...ZONE, privat: true }] },
      /signpost\.zones\[0\]\.privat: got a key that is not known here, wants one of id, name, private, .*did you mean private\?/,
    ],
    [
      'a key in a VPC that is nearly known',
      { clusters: [{ name: 'a', vpc: { ...VPC, subnetIDs: [] } }] },
      /signpost\.clusters\[0\]\.vpc\.subnetIDs: .*did you mean subnetIds\?/,
    ],
    [
      'a key like no other',
      { somethingElse: 1 },
      /signpost\.somethingElse: got a key that is not known here, wants one of name, policy, .*; did you mean \w+\?$/m,
    ],
    [
      'half a key',
      { logRetention: 30 },
      /signpost\.logRetention: got a key that is not known here.*did you mean logRetentionDays\?/,
    ],
    [
      'text for a zone',
      { zones: ['example.com'] },
      /signpost\.zones\[0\]: got "example\.com", wants a hosted zone: \{"id"/,
    ],
    [
      'text for a cluster',
      { clusters: ['blue'] },
      /signpost\.clusters\[0\]: got "blue", wants an EKS cluster: \{"name"/,
    ],
    [
      'text for a VPC',
      { clusters: [{ name: 'a', vpc: VPC.id }] },
      /signpost\.clusters\[0\]\.vpc: got "vpc-0a1b2c3d", wants the way into a VPC/,
    ],
    [
      'a word for the sources',
      { sources: 'tags' },
      /signpost\.sources: got "tags", wants a list of tags, annotations, hosts/,
    ],
    ['no source', { sources: [] }, /signpost\.sources: got \[\], wants at least one source/],
    ['a source twice', { sources: ['tags', 'tags'] }, /signpost\.sources: .*wants each source once/],
    [
      'an unknown source of a cluster',
      { clusters: [{ name: 'a', sources: ['ingress'] }] },
      /signpost\.clusters\[0\]\.sources\[0\]: got "ingress", wants one of tags, annotations, hosts/,
    ],
    [
      'an unknown match',
      { clusters: [{ name: 'a', match: 'strict' }] },
      /clusters\[0\]\.match: got "strict", wants one of when-bound, required, off/,
    ],
    ['a word for matchByTag', { matchByTag: 'yes' }, /signpost\.matchByTag: got "yes", wants true or false/],
    [
      'one number for both delays',
      { withdrawAfter: 60 },
      /signpost\.withdrawAfter: got 60, wants seconds: \{"loadBalancer"/,
    ],
    [
      'text for days',
      { logRetentionDays: '30' },
      /signpost\.logRetentionDays: got "30", wants one of 1, 3, 5/,
    ],
    ...[0, 366, '30'].map((days): [string, object, RegExp] => [
      `${typeof days} ${days} for days of events`,
      { eventRetentionDays: days },
      /signpost\.eventRetentionDays: got .*, wants a whole number of days, 1 to 365/,
    ]),
    [
      'text for true',
      { zones: [{ ...ZONE, private: 'yes' }] },
      /signpost\.zones\[0\]\.private: got "yes", wants true or false/,
    ],
    [
      'a number for an id',
      { zones: [{ ...ZONE, id: 1 }] },
      /signpost\.zones\[0\]\.id: got 1, wants the id of a hosted zone/,
    ],
    [
      'a name for an id',
      { zones: [{ ...ZONE, id: 'example.com' }] },
      /signpost\.zones\[0\]\.id: got "example\.com"/,
    ],
    [
      'an empty label',
      { zones: [{ ...ZONE, name: 'a..b' }] },
      /signpost\.zones\[0\]\.name: got "a\.\.b", wants a domain name/,
    ],
    ['a wildcard zone', { zones: [{ ...ZONE, name: '*.example.com' }] }, /signpost\.zones\[0\]\.name/],
    [
      'one zone twice',
      { zones: [ZONE, { ...ZONE, name: 'b.com' }] },
      /signpost\.zones\[1\]\.id: got "Z1", wants an id that no other/,
    ],
    [
      'two public zones of one name',
      { zones: [ZONE, { id: 'Z2', name: 'EXAMPLE.com' }] },
      /signpost\.zones\[1\]\.name: got "EXAMPLE\.com", wants a name that no other public zone of the list has/,
    ],
    [
      'a role without an external id',
      { zones: [{ ...ZONE, roleArn: ROLE.roleArn }] },
      /signpost\.zones\[0\]: .*roleArn and externalId together/,
    ],
    [
      'an external id without a role',
      { zones: [{ ...ZONE, externalId: 'abc' }] },
      /roleArn and externalId together/,
    ],
    [
      'a user for a role',
      { zones: [{ ...ZONE, ...ROLE, roleArn: 'arn:aws:iam::999988887777:user/dns' }] },
      /wants the ARN of a role/,
    ],
    [
      'one cluster twice',
      { clusters: [{ name: 'a' }, { name: 'a' }] },
      /signpost\.clusters\[1\]\.name: got "a"/,
    ],
    [
      'two ways into one VPC',
      {
        clusters: [
          { name: 'a', vpc: VPC },
          { name: 'b', vpc: { ...VPC, subnetIds: ['subnet-9'] } },
        ],
      },
      /signpost\.clusters\[1\]\.vpc: .*clusters of one VPC share a function/,
    ],
    [
      'a VPC without subnets',
      { clusters: [{ name: 'a', vpc: { ...VPC, subnetIds: [] } }] },
      /subnetIds: got \[\], wants at least one/,
    ],
    [
      'no id of a security group',
      { clusters: [{ name: 'a', vpc: { ...VPC, securityGroupIds: ['sg-1'] } }] },
      /vpc\.securityGroupIds\[0\]: got "sg-1", wants a security group id such as/,
    ],
    [
      'no rules though there are two clusters',
      {
        zones: [
          { ...ZONE, allow: EVERYBODY },
          { id: 'Z2', name: 'b.com' },
        ],
        clusters: [{ name: 'a' }, { name: 'b' }],
      },
      /signpost\.zones\[1\]\.allow: got nothing, wants rules that say who may have which names, because there are 2 clusters: \[\{"names": \["\*\.shop\.example\.com"\], "clusters": \["a"\]\}, …\], or \[\{"names": \["\*"\]\}\] if everybody/,
    ],
    [
      'a rule for a cluster that is not there',
      { zones: [{ ...ZONE, allow: [{ names: ['*'], clusters: ['a', 'c'] }] }], clusters: [{ name: 'a' }] },
      /signpost\.zones\[0\]\.allow\[0\]\.clusters\[1\]: got "c", wants a cluster of the settings: a/,
    ],
    [
      'a rule for a cluster where there are none',
      { zones: [{ ...ZONE, allow: [{ names: ['*'], clusters: ['a'] }] }] },
      /clusters\[0\]: got "a", wants a cluster of the settings, which name none/,
    ],
    [
      'no rule',
      { zones: [{ ...ZONE, allow: [] }] },
      /zones\[0\]\.allow: got \[\], wants at least one rule, or no such key/,
    ],
    [
      'patterns in place of rules',
      { zones: [{ ...ZONE, allow: ['*.example.com'] }] },
      /zones\[0\]\.allow\[0\]: got "\*\.example\.com", wants a rule: \{"names"/,
    ],
    ...[
      ['names', [], /got \[\], wants at least one name pattern/],
      ['names', [1], /allow\[0\]\.names\[0\]: got 1, wants a name pattern/],
      ['clusters', [], /got \[\], wants at least one cluster, or no such key/],
      ['accounts', [], /got \[\], wants at least one account, or no such key/],
      [
        'accounts',
        [111122223333],
        /accounts\[0\]: got 111122223333, wants the id of an AWS account: 12 digits, as text/,
      ],
      ['tags', {}, /got \{\}, wants at least one tag, or no such key/],
      ['tags', { team: 1 }, /allow\[0\]\.tags\.team: got 1, wants the value of a tag, as text/],
      [
        'tag',
        { team: 'x' },
        /allow\[0\]\.tag: got a key that is not known here, wants one of names, clusters, accounts, tags; did you mean tags/,
      ],
    ].map(([key, value, message]): [string, object, RegExp] => [
      `${JSON.stringify(value)} for ${key} of a rule`,
      { zones: [{ ...ZONE, allow: [{ names: ['*'], [key as string]: value }] }] },
      message as RegExp,
    ]),
    [
      'a pattern of no name of the zone',
      { zones: [{ ...ZONE, allow: [{ names: ['*', '*.example.org'] }] }] },
      /zones\[0\]\.allow\[0\]\.names\[1\]: got "\*\.example\.org", wants a pattern that matches a name of the zone, such as \*\.example\.com/,
    ],
    [
      'protection of no name of the zone',
      { zones: [{ ...ZONE, protect: ['www'] }] },
      /zones\[0\]\.protect\[0\]: got "www", wants a pattern that matches a name of the zone/,
    ],
    [
      'one pattern in place of a list',
      { zones: [{ ...ZONE, protect: '_*' }] },
      /zones\[0\]\.protect: got "_\*", wants a list of name patterns: .*; \[\] protects nothing/,
    ],
    ...[1001, -1001, 0.5, '1'].map((priority): [string, object, RegExp] => [
      `${JSON.stringify(priority)} for a priority`,
      { clusters: [{ name: 'a', priority }] },
      /signpost\.clusters\[0\]\.priority: got .*, wants a whole number, -1000 to 1000: of clusters that want/,
    ]),
    [
      'a short window',
      { brake: { window: 59 } },
      /brake\.window: got 59, wants a whole number, 60 to 86400 seconds/,
    ],
    ['a long window', { brake: { window: 86_401 } }, /brake\.window: got 86401, wants/],
    [
      'fewer names than none',
      { brake: { removals: { names: -1 } } },
      /brake\.removals\.names: got -1, wants/,
    ],
    [
      'more than all names',
      { brake: { retargets: { percent: 101 } } },
      /brake\.retargets\.percent: got 101, wants a number, 0 to 100/,
    ],
    [
      'a key of a limit that is nearly known',
      { brake: { removals: { name: 1 } } },
      /signpost\.brake\.removals\.name: .*wants one of names, percent; did you mean names\?/,
    ],
    [
      'more requests than Route 53 gives',
      { quota: { requests: { perSecond: 11, burst: 50 } } },
      /quota\.requests\.perSecond: got 11, wants a whole number, 1 to 10: Route 53 gives a whole account 10 requests a second/,
    ],
    [
      'a larger burst than Route 53 gives',
      { quota: { changes: { burst: 1501 } } },
      /quota\.changes\.burst: got 1501, wants a whole number, 1 to 1500: Route 53 gives a whole account 1500 changes at once/,
    ],
    [
      'a burst of fewer than four seconds',
      { quota: { changes: { perSecond: 50, burst: 199 } } },
      /quota\.changes\.burst: got 199, wants at least 200, 4 times perSecond \(50\): what was granted may be used for 3 seconds/,
    ],
    [
      'a burst that the default rate does not fit',
      { quota: { requests: { burst: 15 } } },
      /quota\.requests\.burst: got 15, wants at least 16/,
    ],
    [
      'a key of a share that is nearly known',
      { quota: { changes: { bursts: 1 } } },
      /signpost\.quota\.changes\.bursts: .*wants one of perSecond, burst; did you mean burst\?/,
    ],
    [
      'a mail address for alarms',
      { alarmActions: ['on-call@example.com'] },
      /signpost\.alarmActions\[0\]: got "on-call@example\.com", wants the ARN of an SNS topic, such as arn:aws:sns/,
    ],
    [
      'an unknown access',
      { clusters: [{ name: 'a', access: 'auto' }] },
      /access: got "auto", wants external .* or managed/,
    ],
    [
      'too many clusters',
      { clusters: Array.from({ length: 51 }, (_, i) => ({ name: `c${i}` })) },
      /at most 50 clusters/,
    ],
    [
      'a delay that SQS has not',
      { withdrawAfter: { gateway: 901 } },
      /signpost\.withdrawAfter\.gateway: got 901, wants 900 seconds or fewer/,
    ],
    [
      'no delay',
      { withdrawAfter: { gateway: 0 } },
      /signpost\.withdrawAfter\.gateway: got 0, wants 1 second or more/,
    ],
    [
      'days that logs are not kept',
      { logRetentionDays: 8 },
      /signpost\.logRetentionDays: got 8, wants one of 1, 3, 5, 7, 14, 30/,
    ],
    [
      'a log level',
      { logLevel: 'info' },
      /signpost\.logLevel: got "info", wants one of DEBUG, INFO, WARN, ERROR/,
    ],
    [
      'a prefix with a slash behind',
      { tagPrefix: 'signpost/' },
      /signpost\.tagPrefix: got "signpost\/", wants .* without a slash at the end/,
    ],
    ['a prefix of AWS', { tagPrefix: 'aws:dns' }, /signpost\.tagPrefix/],
    [
      'upper case in the name',
      { name: 'Signpost' },
      /signpost\.name: got "Signpost", wants lower-case letters/,
    ],
    [
      'a token',
      { zones: [{ ...ZONE, id: Fn.importValue('zone') }] },
      /signpost\.zones\[0\]\.id: got a CDK token, wants a literal value/,
    ],
    [
      'a list token',
      { zones: [ZONE], clusters: Fn.split(',', Fn.importValue('x')) },
      /signpost\.clusters.*: got a CDK token/,
    ],
  ])('refuse %s', (_, given, message) => {
    expect(() => parseSettings({ ...MINIMAL, ...given })).toThrow(message);
  });

  it.each([
    ['nothing', undefined, /signpost: got nothing, wants an object: \{"policy"/],
    ['a list', [], /signpost: got \[\], wants an object/],
    [
      'text that is no JSON',
      '{policy: plan}',
      /signpost: got text that is no JSON \(\{policy: plan\}\), wants a JSON object/,
    ],
  ])('refuse %s', (_, given, message) => expect(() => parseSettings(given)).toThrow(message));

  it('tell everything that is wrong at once', () => {
    expect(() => parseSettings({ policy: 'x', zones: [{ id: '', name: '' }] })).toThrow(
      /policy.*\n.*zones\[0\]\.id.*\n.*zones\[0\]\.name/,
    );
  });

  it('give the functions what they run by, and no more', () => {
    const clusters = [{ name: 'a', access: 'managed', vpc: VPC }];
    const settings = parseSettings({ ...MINIMAL, clusters, alarmActions: [TOPIC] });
    expect(runtimeSettings(settings)).toEqual({
      name: 'signpost',
      policy: 'plan',
      tagPrefix: 'signpost',
      zones: [{ id: 'Z1', name: 'example.com', private: false, protect: PROTECTED, drift: 'restore' }],
      clusters: [{ name: 'a', vpc: VPC, priority: 0, match: 'when-bound' }],
      sources: ['tags'],
      matchByTag: false,
      withdrawAfter: { loadBalancer: 60, gateway: 600 },
      brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
      quota: { requests: { perSecond: 4, burst: 20 }, changes: { perSecond: 40, burst: 400 } },
    });
  });

  it.each([
    ['of the stack, where the zone says nothing', { drift: 'respect' }, 'respect'],
    [
      'of the zone before that of the stack',
      { drift: 'respect', zones: [{ ...ZONE, drift: 'restore' }] },
      'restore',
    ],
  ] as const)('drift %s', (_, given, drift) => {
    expect(runtimeSettings(parseSettings({ ...MINIMAL, ...given })).zones).toMatchObject([{ drift }]);
  });
});

describe('README.md', () => {
  const page = readFileSync('README.md', 'utf8');

  it('has a row for every setting', () => {
    const rows = [...page.matchAll(/^\| `(\w+)[\w.[\]]*` \|/gm)].map(([, key]) => key);
    expect(Object.keys(settingsSchema.shape).filter((key) => !rows.includes(key))).toEqual([]);
  });

  it('has examples that are taken', () => {
    const blocks = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, block = '']) => block);
    const whole = blocks.find((block) => block.startsWith('"signpost":')) ?? '';
    const zone = blocks.find((block) => block.includes('"allow"')) ?? '';
    expect(() => parseSettings(JSON.parse(`{${whole}}`).signpost)).not.toThrow();
    const clusters = [{ name: 'blue' }, { name: 'green' }];
    expect(() => parseSettings({ policy: 'plan', zones: [JSON.parse(zone)], clusters })).not.toThrow();
  });
});

import type { Policy } from '../../../shared/settings.ts';
import { toNormalisedName } from '../../../shared/zones/name-pattern.ts';
import type { Context } from '../allowed.ts';
import { ARNS, type Request } from './request.ts';

const KEY = 'route53:ChangeResourceRecordSets';

/** `undefined`: the request does not have that key. */
interface Change {
  readonly names?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly actions?: readonly string[] | undefined;
}

const WRITES: readonly Policy[] = ['create-only', 'upsert-only', 'sync'];
const CHANGES: readonly Policy[] = ['upsert-only', 'sync'];
const REMOVES: readonly Policy[] = ['sync'];
const NEVER: readonly Policy[] = [];

const create = (...names: string[]): Change => ({ names, types: ['A', 'AAAA'], actions: ['CREATE'] });
const SHOP = 'shop.example.com';
const WEB = 'web.blue.example.com';

/** One that may be written, wherever a name may be. */
const nameIn = (zone: string) =>
  zone === 'ZPUBLIC' ? WEB : zone === 'ZPLAIN' ? 'web.example.net' : 'web.sub.example.com';

/** What is asked, of which zone of `FULL`, and the policies under which it is allowed. */
const ROWS: readonly [what: string, zone: string, change: Change, under: readonly Policy[]][] = [
  ['a name of the rules', 'ZPUBLIC', create(SHOP), WRITES],
  ['a name below one of the rules', 'ZPUBLIC', create(WEB), WRITES],
  ['one deep below it', 'ZPUBLIC', create('a.b.blue.example.com'), WRITES],
  ['a name of another rule', 'ZPUBLIC', create('web.open.example.com'), WRITES],
  ['names of several rules', 'ZPUBLIC', create(SHOP, WEB, 'a.open.example.com'), WRITES],
  ['a wildcard record below a rule', 'ZPUBLIC', create('*.blue.example.com'), WRITES],
  ['a new CNAME', 'ZPUBLIC', { ...create(SHOP), types: ['CNAME'] }, WRITES],
  ['an alias A alone', 'ZPUBLIC', { ...create(SHOP), types: ['A'] }, WRITES],
  ['an alias AAAA alone', 'ZPUBLIC', { ...create(SHOP), types: ['AAAA'] }, WRITES],
  ['a new CNAME in the private zone', 'ZPRIVATE', { ...create('web.example.com'), types: ['CNAME'] }, WRITES],
  [
    'a new CNAME in a zone below another',
    'ZSUB',
    { ...create('a.sub.example.com'), types: ['CNAME'] },
    WRITES,
  ],
  ['any name of a zone without other rules', 'ZPLAIN', create('web.example.net'), WRITES],
  ['a wildcard record deep in it', 'ZPLAIN', create('*.web.example.net'), WRITES],
  ['a name of a zone below another', 'ZSUB', create('web.sub.example.com'), WRITES],
  ['a name of the private zone', 'ZPRIVATE', create('web.example.com'), WRITES],
  ['the apex where nothing is protected', 'ZPRIVATE', create('example.com'), WRITES],
  ['its wildcard record', 'ZPRIVATE', create('*.example.com'), WRITES],
  ['its names that begin with _', 'ZPRIVATE', create('_x.example.com'), WRITES],

  ['a changed record', 'ZPUBLIC', { ...create(SHOP), actions: ['DELETE', 'CREATE'] }, CHANGES],
  [
    'an alias that becomes a CNAME',
    'ZPUBLIC',
    { names: [SHOP], types: ['A', 'AAAA', 'CNAME'], actions: ['DELETE', 'CREATE'] },
    CHANGES,
  ],
  [
    'a changed record in a private zone',
    'ZPRIVATE',
    { ...create('web.example.com'), actions: ['DELETE', 'CREATE'] },
    CHANGES,
  ],
  [
    'a changed record in a zone below another',
    'ZSUB',
    { ...create('web.sub.example.com'), actions: ['CREATE', 'DELETE'] },
    CHANGES,
  ],
  // What IAM cannot tell from a change (docs/permissions.md).
  [
    'one name that goes beside a new one',
    'ZPUBLIC',
    { ...create(SHOP, WEB), actions: ['DELETE', 'CREATE'] },
    CHANGES,
  ],

  [
    'a changed record in a zone without other rules',
    'ZPLAIN',
    { ...create('web.example.net'), actions: ['DELETE', 'CREATE'] },
    CHANGES,
  ],
  ['a record that goes from there', 'ZPLAIN', { ...create('web.example.net'), actions: ['DELETE'] }, REMOVES],
  ['a record that goes', 'ZPUBLIC', { ...create(SHOP), actions: ['DELETE'] }, REMOVES],
  [
    'a CNAME that goes',
    'ZPRIVATE',
    { names: ['web.example.com'], types: ['CNAME'], actions: ['DELETE'] },
    REMOVES,
  ],
  [
    'a record that goes from a zone below another',
    'ZSUB',
    { ...create('web.sub.example.com'), actions: ['DELETE'] },
    REMOVES,
  ],

  ['a name of no rule', 'ZPUBLIC', create('web.example.com'), NEVER],
  ['a name of no rule beside one of a rule', 'ZPUBLIC', create(SHOP, 'web.example.com'), NEVER],
  ['a name above a rule', 'ZPUBLIC', create('blue.example.com'), NEVER],
  ['a name that a rule is only the end of', 'ZPUBLIC', create('myshop.example.com'), NEVER],
  ['a name below one that is no pattern', 'ZPUBLIC', create('a.shop.example.com'), NEVER],
  ['a name of the zone below, in the zone above', 'ZPUBLIC', create('web.sub.example.com'), NEVER],
  ['a name of the zone above, in the zone below', 'ZSUB', create(WEB), NEVER],
  ['a name of the public zone’s rules that begins with _', 'ZPUBLIC', create('_x.blue.example.com'), NEVER],
  ['one that begins with _ beside one that does not', 'ZPUBLIC', create(WEB, '_x.blue.example.com'), NEVER],
  ['an apex', 'ZPUBLIC', create('example.com'), NEVER],
  ['the wildcard record of a zone with rules', 'ZPUBLIC', create('*.example.com'), NEVER],
  ['the apex of a zone without other rules', 'ZPLAIN', create('example.net'), NEVER],
  ['its wildcard record', 'ZPLAIN', create('*.example.net'), NEVER],
  ['its wildcard record beside another name', 'ZPLAIN', create('web.example.net', '*.example.net'), NEVER],
  ['its names that begin with _', 'ZPLAIN', create('_acme-challenge.example.net'), NEVER],
  ['the apex of a zone below another', 'ZSUB', create('sub.example.com'), NEVER],
  ['its wildcard record', 'ZSUB', create('*.sub.example.com'), NEVER],
  ['its names that begin with _', 'ZSUB', create('_x.sub.example.com'), NEVER],
  [
    'one that begins with _ beside one that does not',
    'ZSUB',
    create('a.sub.example.com', '_x.sub.example.com'),
    NEVER,
  ],
  ['a name of the zone above beside its own', 'ZSUB', create('a.sub.example.com', 'a.example.com'), NEVER],
  ['a name of another zone beside its own', 'ZPRIVATE', create('web.example.com', 'web.example.org'), NEVER],
  ['a name of no zone in a private one', 'ZPRIVATE', create('web.example.org'), NEVER],
  ['the end of a zone’s name', 'ZPRIVATE', create('myexample.com'), NEVER],
  ['a name of a zone that the settings do not have', 'ZOTHER', create(SHOP), NEVER],
  ['a private name of such a zone', 'ZOTHER', create('web.example.com'), NEVER],
  ['a name of a zone below another in such a zone', 'ZOTHER', create('web.sub.example.com'), NEVER],
  ['a name of a zone of another account', 'ZELSEWHERE', create('web.example.org'), NEVER],

  ...['ZPUBLIC', 'ZSUB', 'ZPRIVATE', 'ZPLAIN'].flatMap((zone): (typeof ROWS)[number][] => {
    const name = nameIn(zone);
    return [
      ['an upsert', zone, { ...create(name), actions: ['UPSERT'] }, NEVER],
      ['an upsert beside a new record', zone, { ...create(name), actions: ['CREATE', 'UPSERT'] }, NEVER],
      ['a TXT record', zone, { ...create(name), types: ['TXT'] }, NEVER],
      ['a TXT record beside an alias', zone, { ...create(name), types: ['A', 'TXT'] }, NEVER],
      ['name servers', zone, { ...create(name), types: ['NS'] }, NEVER],
      ['no names told', zone, { ...create(), names: undefined }, NEVER],
      ['no types told', zone, { ...create(name), types: undefined }, NEVER],
      ['no actions told', zone, { ...create(name), actions: undefined }, NEVER],
      ['an empty list of names', zone, create(), NEVER],
      ['nothing told', zone, {}, NEVER],
    ];
  }),
];

function contextOf({ names, types, actions }: Change): Context {
  return {
    ...(names && { [`${KEY}NormalizedRecordNames`]: names.map(toNormalisedName) }),
    ...(types && { [`${KEY}RecordTypes`]: types }),
    ...(actions && { [`${KEY}Actions`]: actions }),
  };
}

/** Under each policy every row, and what is no change at all. */
export function recordWrites(policy: Policy): readonly Request[] {
  const ask = (what: string, action: string, zone: string, allowed: boolean, context?: Context): Request => ({
    role: 'sync',
    what: `${what}, ${zone}`,
    question: { action, resource: ARNS.zone(zone), ...(context && { context }) },
    allowed,
  });
  return [
    ...ROWS.map(([what, zone, change, under]) =>
      ask(what, KEY, zone, under.includes(policy), contextOf(change)),
    ),
    ...['ZPUBLIC', 'ZPRIVATE', 'ZSUB', 'ZPLAIN'].flatMap((zone) => [
      ask('reading it', 'route53:ListResourceRecordSets', zone, true),
      ask('deleting it', 'route53:DeleteHostedZone', zone, false),
      // No call but a change has these keys: what they allow is to hold for a change alone.
      ask(
        'something else with the keys of a change',
        'route53:ChangeTagsForResource',
        zone,
        false,
        contextOf(create(nameIn(zone))),
      ),
    ]),
    ...['ZOTHER', 'ZELSEWHERE'].map((zone) =>
      ask('reading it', 'route53:ListResourceRecordSets', zone, false),
    ),
  ];
}

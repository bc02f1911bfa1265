import type { Asked } from './admit.ts';
import {
  classParams,
  configuration,
  FRONTEND_TAGS,
  GROUP,
  INGRESS_TAGS,
  ingress,
  ingressOf,
  labelled,
  leaving,
  OLD_CLASS,
  SERVICE_TAGS,
  service,
  withoutAnnotations,
} from './objects.ts';

/** What is asked for, and with which messages it is refused, or that it is not. */
export type Case = readonly [name: string, asked: Asked, refused: readonly string[]];

const characters = (tag: string, where = 'at this load balancer') =>
  `got the tag "${tag}", which has a character that AWS allows in none: the controller would stop ${where}; expected letters, digits, spaces and + - = . _ : / @; write "+." for "*." (+.example.com), and spaces between names`;
const part = (text: string) =>
  `got the part "${text}", which has no "=": a comma begins the next tag, and no "\\" changes that everywhere; expected key=value,key=value; between names of one tag write spaces: signpost/hostname=a.example.com +.b.example.com`;
const emptyPart =
  'an annotation for tags has an empty part, at which newer controllers stop; expected key=value,key=value: remove the comma at its beginning or end, or one of two that follow each other';
const contradiction = (one: string, other: string) =>
  `got "${one}" and "${other}", one key with two values, of which a load balancer takes one; expected each key once: put several names into one value with spaces between them, or under a label, as in signpost/hostname.2`;
const spaced = (tag: string) =>
  `got the tag "${tag}" with spaces around its "=", which some controllers take for a part of key or value; expected key=value: remove them`;
const reserved = (tag: string) =>
  `got the tag "${tag}": AWS keeps keys and values that begin with "aws:" to itself; expected another beginning: rename it`;
const tooMany = (where: string, tags: number) =>
  `${where}: got ${tags} tags, expected 47 at most: a load balancer has 50, its controller adds 3; remove some`;
const longKey = (tag: string, size: number, end = ' before the first "="') =>
  `got the tag "${tag}", whose key has ${size} characters; expected 1 to 128${end}: choose another key or a shorter label`;
const longValue = (tag: string, size: number) =>
  `got the tag "${tag}", whose value has ${size} characters; expected 256 at most: put names that find no room under a label, as in signpost/hostname.2`;
const ofOthers = (tag: string, group: string, given = 'there is none', own = '.shop/web') =>
  `got the tag "${tag}" in group ${group}, whose Ingresses share one load balancer: if two of them give a key different values, its controller stops; expected keys that end in "${own}", as in signpost/hostname${own}, or a tag of the whole group (${given}): rename the key, or have the tag added to "groups" of ValidatingAdmissionPolicy signpost-ingress-groups`;

const x = (times: number) => 'x'.repeat(times);
const some = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join(',');
const full = Array.from({ length: 47 }, (_, index) => `${index}${x(126)}=${x(256)}`).join(',');
const same = Array.from({ length: 47 }, () => `${x(128)}=${x(256)}`).join(',');
const apart = Array.from({ length: 47 }, (_, index) => `${x(128)}=${x(254)}${index + 10}`).join(',');
const cut = (text: string) => `${text.slice(0, 200)} ...`;

export const ANNOTATIONS: readonly Case[] = [
  [
    'names with spaces between them',
    { object: service('signpost/hostname=a.example.com +.b.example.com') },
    [],
  ],
  ['a value with "="', { object: service('signpost/set-identifier=color=green') }, []],
  ['no value', { object: service('team=') }, []],
  ['letters of any script', { object: service('signpost/hostname=bücher.example.com') }, []],
  ['every character that may be', { object: service('a:/+-@_.b=c:/+-@_.= d') }, []],
  ['an empty annotation', { object: service('') }, []],
  ['no annotations', { object: withoutAnnotations(service('')) }, []],
  ['lines', { object: service('a=1,\n  b=2\n') }, []],
  ['as many as can be', { object: service(some(47)) }, []],
  ['as long as can be', { object: service(`${x(128)}=${x(256)},k=${x(256)}`) }, []],
  [
    'as much as can be, three times',
    { object: service(full, { [INGRESS_TAGS]: full, [FRONTEND_TAGS]: full }) },
    [],
  ],
  [
    'one tag as often as can be, three times',
    { object: service(same, { [INGRESS_TAGS]: same, [FRONTEND_TAGS]: same }) },
    [],
  ],
  [
    'one key with as many values as can be, three times',
    { object: service(apart, { [INGRESS_TAGS]: apart, [FRONTEND_TAGS]: apart }) },
    [contradiction(cut(`${x(128)}=${x(254)}10`), cut(`${x(128)}=${x(254)}11`))],
  ],
  [
    'commas, as many as can be',
    { object: service(','.repeat(20_480)) },
    [tooMany(`annotation ${SERVICE_TAGS}`, 20_481)],
  ],
  ['one tag twice', { object: service('a=1,a=1') }, []],
  ['a key that begins as another', { object: service('a=1,aa=2') }, []],
  [
    '"*" of a hostname annotation, which is no tag',
    { object: service('', { 'signpost/hostname': '*.x,y' }) },
    [],
  ],
  [
    '"*"',
    { object: service('a=1,signpost/hostname=*.example.com') },
    [characters('signpost/hostname=*.example.com')],
  ],
  ['"*" in a key', { object: service('signpost/hostname.*=a') }, [characters('signpost/hostname.*=a')]],
  ['"*" in a tag that is not ours', { object: service('team=*') }, [characters('team=*')]],
  ['";"', { object: service('signpost/hostname=a.x;b.x') }, [characters('signpost/hostname=a.x;b.x')]],
  ['a line break in a value', { object: service('a=1\n2') }, [characters('a=1 2')]],
  ['"*" on an Ingress', { object: ingress({ [INGRESS_TAGS]: 'a=*' }) }, [characters('a=*')]],
  ['"*" for a frontend', { object: ingress({ [FRONTEND_TAGS]: 'a=*' }) }, [characters('a=*')]],
  [
    '"*" for the target groups of a Service',
    { object: service('', { [INGRESS_TAGS]: 'a=*' }) },
    [characters('a=*')],
  ],
  ['a comma between names', { object: service('signpost/hostname=a.x,b.x') }, [part('b.x')]],
  ['no "=" at all', { object: service('a.example.com') }, [part('a.example.com')]],
  [
    '"\\,"',
    { object: service('signpost/hostname=a.x\\,b.x') },
    [characters('signpost/hostname=a.x\\'), part('b.x')],
  ],
  ['a comma at the end', { object: service('a=1,') }, [emptyPart]],
  ['a comma at the beginning', { object: service(',a=1') }, [emptyPart]],
  ['two commas', { object: service('a=1, ,b=2') }, [emptyPart]],
  ['spaces alone', { object: service(' ') }, [emptyPart]],
  ['spaces around "="', { object: service('a = 1') }, [spaced('a = 1')]],
  ['no key', { object: service('=1') }, [longKey('=1', 0)]],
  ['a key too long', { object: service(`${x(129)}=1`) }, [longKey(`${x(129)}=1`, 129)]],
  ['a value too long', { object: service(`a=${x(257)}`) }, [longValue(cut(`a=${x(257)}`), 257)]],
  ['a key of AWS', { object: service('Aws:team=1') }, [reserved('Aws:team=1')]],
  ['a value of AWS', { object: service('a=aws:1') }, [reserved('a=aws:1')]],
  ['one key with two values', { object: service('a=1,b=2,b=2, b=4, a=3') }, [contradiction('a=1', 'a=3')]],
  [
    'one key, each annotation with its own value',
    { object: ingress({ [INGRESS_TAGS]: 'a=1', [FRONTEND_TAGS]: 'a=2' }) },
    [],
  ],
  ['too many', { object: service(some(48)) }, [tooMany(`annotation ${SERVICE_TAGS}`, 48)]],
  [
    'too long',
    { object: service(x(20_481)) },
    [
      `annotation ${SERVICE_TAGS}: got 20481 characters, expected 20480 at most; a load balancer has 50 tags at most: remove some`,
    ],
  ],
  ['two things', { object: service('a=*,b') }, [characters('a=*'), part('b')]],
  ['what stood before', { object: labelled(service('a=*')), old: service('a=*') }, []],
  ['what stood before, changed', { object: service('a=*,b=*'), old: service('a=*') }, [characters('a=*')]],
  ['what stood before, mended', { object: service('a=1'), old: service('a=*') }, []],
  ['what came to it', { object: ingress({ [INGRESS_TAGS]: 'a=*' }), old: ingress({}) }, [characters('a=*')]],
  ['what is being deleted', { object: leaving(service('a=*')), old: service('b=*') }, []],
];

const params = classParams;
export const FIELDS: readonly Case[] = [
  [
    'a list',
    {
      object: params([
        { key: 'signpost/hostname', value: 'a.x +.b.x' },
        { key: 'b', value: '' },
      ]),
    },
    [],
  ],
  ['a map', { object: configuration({ 'signpost/hostname': 'a.x +.b.x', b: '' }) }, []],
  ['no tags', { object: { ...params([]), spec: {} } }, []],
  [
    'no spec',
    {
      object: { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'IngressClassParams', metadata: { name: 'alb' } },
    },
    [],
  ],
  ['a tag without value', { object: params([{ key: 'a' }]) }, []],
  [
    '"*" in a list',
    { object: params([{ key: 'a', value: '*' }]) },
    [characters('a=*', 'at every load balancer with it')],
  ],
  [
    '"*" in a list of Auto Mode',
    { object: params([{ key: 'a', value: '*' }], 'eks.amazonaws.com/v1') },
    [characters('a=*', 'at every load balancer with it')],
  ],
  [
    '"," in a map',
    { object: configuration({ a: '1,2' }) },
    [characters('a=1,2', 'at every load balancer with it')],
  ],
  [
    'a space at the end',
    { object: configuration({ a: '1 ' }) },
    [
      'got the tag "a=1 " with spaces at the beginning or the end of its key or value; expected none there: remove them',
    ],
  ],
  ['a key too long', { object: configuration({ [x(129)]: '1' }) }, [longKey(`${x(129)}=1`, 129, '')]],
  ['no key', { object: params([{ key: '', value: '1' }]) }, [longKey('=1', 0, '')]],
  ['a value too long', { object: configuration({ a: x(257) }) }, [longValue(cut(`a=${x(257)}`), 257)]],
  ['a key of AWS', { object: configuration({ 'aws:a': '1' }) }, [reserved('aws:a=1')]],
  [
    'one key with two values',
    {
      object: params([
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
        { key: 'b', value: '4' },
        { key: 'a', value: '3' },
      ]),
    },
    [contradiction('a=1', 'a=3')],
  ],
  [
    'too many',
    {
      object: configuration(Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`k${index}`, 'v']))),
    },
    [tooMany('spec.tags', 48)],
  ],
  ['what stood before', { object: labelled(configuration({ a: '*' })), old: configuration({ a: '*' }) }, []],
  [
    'what came to a list',
    { object: params([{ key: 'a', value: '*' }]), old: params([]) },
    [characters('a=*', 'at every load balancer with it')],
  ],
  [
    'what came to it',
    { object: configuration({ a: '*' }), old: { ...configuration({}), spec: {} } },
    [characters('a=*', 'at every load balancer with it')],
  ],
  ['what is being deleted', { object: leaving(configuration({ a: '*' })), old: configuration({}) }, []],
];

const OWN = 'signpost/hostname.shop/web=a.x,signpost/weight.shop/web=10,signpost/hostname.2.shop/web=b.x';
const FILLED = {
  groups: { public: 'team=shop, signpost/hostname=a.x b.x' },
  classes: { 'alb-public': 'public' },
};
export const INGRESS_GROUPS: readonly Case[] = [
  ['keys of its own', { object: ingressOf('public', OWN) }, []],
  ['no group', { object: ingress({ [INGRESS_TAGS]: 'team=shop' }) }, []],
  ['no tags', { object: ingress({ [GROUP]: 'public' }) }, []],
  [
    'a tag of the group',
    { object: ingressOf('public', 'signpost/hostname=a.x b.x,team=shop'), ...FILLED },
    [],
  ],
  [
    'a key without label',
    { object: ingressOf('public', 'signpost/hostname=a.x') },
    [ofOthers('signpost/hostname=a.x', 'public')],
  ],
  ['a label by half', { object: ingressOf('public', 'a.web=1') }, [ofOthers('a.web=1', 'public')]],
  [
    "another's label",
    { object: ingressOf('public', `${OWN},a.shop/web2=1`) },
    [ofOthers('a.shop/web2=1', 'public')],
  ],
  [
    'its label in the value',
    { object: ingressOf('public', 'a=b.shop/web') },
    [ofOthers('a=b.shop/web', 'public')],
  ],
  [
    "another's label behind its own",
    { object: ingressOf('public', 'a.shop/web.b/c=1') },
    [ofOthers('a.shop/web.b/c=1', 'public')],
  ],
  [
    'a label without a dot before',
    { object: ingressOf('public', 'shop/web=1') },
    [ofOthers('shop/web=1', 'public')],
  ],
  [
    'another value than the group has',
    { object: ingressOf('public', 'team=mine'), ...FILLED },
    [ofOthers('team=mine', 'public', 'team=shop, signpost/hostname=a.x b.x')],
  ],
  [
    'a key of its own that the group has with another value',
    { object: ingressOf('public', 'a.shop/web=1'), groups: { public: 'a.shop/web=2' } },
    [ofOthers('a.shop/web=1', 'public', 'a.shop/web=2')],
  ],
  [
    'a tag of the group among two that contradict each other',
    { object: ingressOf('public', 'a=1'), groups: { public: 'a=1,a=2' } },
    [ofOthers('a=1', 'public', 'a=1,a=2')],
  ],
  [
    'as many tags as can be, of a group and its frontend',
    {
      object: ingress({ [GROUP]: 'public', [INGRESS_TAGS]: full, [FRONTEND_TAGS]: full }),
      groups: { public: full },
    },
    [],
  ],
  [
    'a key that begins as one of the group',
    { object: ingressOf('public', 'a=1'), groups: { public: 'ab=1,a=1' } },
    [],
  ],
  [
    'a tag of another group',
    { object: ingressOf('other', 'team=shop'), ...FILLED },
    [ofOthers('team=shop', 'other')],
  ],
  [
    'tags of a frontend',
    { object: ingress({ [GROUP]: 'public', [INGRESS_TAGS]: OWN, [FRONTEND_TAGS]: 'signpost/priority=1' }) },
    [ofOthers('signpost/priority=1', 'public')],
  ],
  [
    'the group of its class',
    { object: ingress({ [INGRESS_TAGS]: 'a=1' }, { className: 'alb-public' }), ...FILLED },
    [ofOthers('a=1', 'public', 'team=shop, signpost/hostname=a.x b.x')],
  ],
  [
    'the group of its class before that of its annotation',
    {
      object: ingress({ [GROUP]: 'other', [INGRESS_TAGS]: 'team=shop' }, { className: 'alb-public' }),
      ...FILLED,
    },
    [],
  ],
  [
    'the old annotation for the class, which has no parameters',
    {
      object: ingress({ [OLD_CLASS]: 'alb', [INGRESS_TAGS]: 'a=1' }, { className: 'alb' }),
      classes: { alb: 'public' },
    },
    [],
  ],
  ['another class', { object: ingress({ [INGRESS_TAGS]: 'a=1' }, { className: 'alb' }), ...FILLED }, []],
  [
    'what stood before',
    { object: labelled(ingressOf('public', 'a=1')), old: ingressOf('public', 'a=1') },
    [],
  ],
  [
    'who joins a group',
    { object: ingressOf('public', 'a=1'), old: ingress({ [INGRESS_TAGS]: 'a=1' }) },
    [ofOthers('a=1', 'public')],
  ],
  [
    'who joins by the class',
    {
      object: ingress({ [INGRESS_TAGS]: 'a=1' }, { className: 'alb-public' }),
      old: ingress({ [INGRESS_TAGS]: 'a=1' }, { className: 'alb' }),
      ...FILLED,
    },
    [ofOthers('a=1', 'public', 'team=shop, signpost/hostname=a.x b.x')],
  ],
  ['who leaves a group', { object: ingress({ [INGRESS_TAGS]: 'a=1' }), old: ingressOf('public', 'a=1') }, []],
  ['what is being deleted', { object: leaving(ingressOf('public', 'a=1')), old: ingress({}) }, []],
];

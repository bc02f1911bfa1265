import fc from 'fast-check';

/** Stands in a value for what no value can hold; `textOf` puts it in: JSON nested so deep that JSON.stringify fails. */
const DEEP = ' deep ';
const LEVELS = 20_000;
/** What DynamoDB lets through. */
const FEW_LEVELS = 30;
const LIST = 5_000;
const LONG = 50_000;

const PROTO = JSON.parse('{"__proto__":{"polluted":true}}') as unknown;

const usual: readonly unknown[] = [
  ...[null, undefined, true, false, 0, -1, 1.5, 2 ** 53, 1e308, Number.MIN_VALUE],
  ...[
    '',
    ' ',
    '0',
    'null',
    '[object Object]',
    'constructor',
    '__proto__',
    'toString',
    '*',
    '+',
    '\\052',
    '\n',
  ],
  ...[
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    'ﬃ',
    'İ',
    'ß',
    '\u202etxt',
    'e\u0301',
    '🇩🇪',
    '\uffff',
    'xn--a',
    'xn--',
    '..',
  ],
  ...[[], {}, [[]], [null], [{}], [[[[]]]], { length: -1 }, { toString: 1 }, { toJSON: 1 }],
  ...[PROTO, { constructor: { prototype: 1 } }, { hasOwnProperty: 1 }, [PROTO]],
  ...[
    'arn:aws:elasticloadbalancing',
    'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/b',
    'classic/x',
  ],
];
const huge: readonly unknown[] = [
  DEEP,
  'x'.repeat(LONG),
  '🇩🇪'.repeat(LONG / 10),
  'a.'.repeat(LONG / 10),
  Array.from({ length: LIST }, (_, index) => index),
  Array.from({ length: LIST }, () => ({})),
  Object.fromEntries(Array.from({ length: LIST }, (_, index) => [`key${index}`, 'x'])),
];
const weird = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...usual) },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 8, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(...huge) },
);

const HOW = ['replace', 'replace', 'replace', 'remove', 'add', 'wrap', 'repeat', 'move'] as const;
const change = fc.record({
  at: fc.nat(),
  to: fc.nat(),
  how: fc.constantFrom(...HOW),
  key: fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'length',
    '',
    'x',
    '0',
    'schema',
    'kind',
  ),
  value: weird,
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** One of the samples, mostly with something in it that is not as it should be. */
export function mutated(samples: readonly unknown[], most = 3): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.nat({ max: samples.length - 1 }), fc.array(change, { maxLength: most }))
    .map(([at, changes]) => changes.reduce(changed, copied(samples[at])));
}

interface Place {
  readonly parent: object;
  readonly key: string;
}

/** Enough for any sample; what was put in may be larger. */
const PLACES = 2_000;

function placesIn(value: unknown): Place[] {
  const places: Place[] = [];
  const open: unknown[] = [value];
  for (let parent = open.shift(); parent !== undefined && places.length < PLACES; parent = open.shift()) {
    if (typeof parent !== 'object' || parent === null) continue;
    for (const key of Object.keys(parent).slice(0, PLACES)) {
      places.push({ parent, key });
      open.push(read({ parent, key }));
    }
  }
  return places;
}

const read = ({ parent, key }: Place): unknown => Object.getOwnPropertyDescriptor(parent, key)?.value;
/** As JSON.parse sets members: `__proto__` is one of them. */
const write = (parent: object, key: string, value: unknown) =>
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });

function changed(value: unknown, { at, to, how, key, value: put }: Change): unknown {
  const places = placesIn(value);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return put;
  const { parent, key: own } = place;
  const now = read(place);
  switch (how) {
    case 'replace':
      write(parent, own, copied(put));
      break;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(own), 1);
      else Reflect.deleteProperty(parent, own);
      break;
    case 'add':
      if (Array.isArray(parent)) parent.push(copied(put));
      else write(parent, key, copied(put));
      break;
    case 'wrap':
      write(parent, own, [now]);
      break;
    case 'repeat':
      write(
        parent,
        own,
        Array.from({ length: 1 + (to % 5) }, () => copied(now)),
      );
      break;
    case 'move': {
      const other = places[to % places.length];
      if (other) write(parent, own, copied(read(other)));
    }
  }
  return value;
}

function copied<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** As JSON; undefined members are left out, and what is deep is deep. */
export function textOf(value: unknown, levels = LEVELS): string {
  const text = JSON.stringify(value) ?? '';
  return text.replaceAll(`"${DEEP}"`, () => `${'['.repeat(levels)}${']'.repeat(levels)}`);
}

/** As whoever hands it over parsed it. What cannot even be parsed never gets there. */
export function parsedOf(value: unknown): unknown {
  return JSON.parse(textOf(value) || 'null');
}

/** An item of a table. */
export function itemOf(value: unknown): unknown {
  return JSON.parse(textOf(value, FEW_LEVELS) || 'null');
}

/** Now and then a text that is broken somewhere. */
export function broken(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat(), fc.constantFrom(...Array<number>(12).fill(0), 1, 2, 3))
    .map(([whole, at, how]) => {
      const where = at % (whole.length + 1);
      if (how === 1) return whole.slice(0, where);
      if (how === 2) return `${whole.slice(0, where)}\u0000${whole.slice(where + 1)}`;
      return how === 3 ? '<html><body>502 Bad Gateway</body></html>' : whole;
    });
}

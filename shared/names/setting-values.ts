import type { Hostname } from './hostname.ts';
import { CONTINENTS, COUNTRIES, US_STATES } from './locations.ts';
import { parseHostname } from './parse-hostname.ts';
import { REGIONS } from './regions.ts';

interface Reader<Value> {
  /** What a good value is: the end of "expected …". */
  readonly expected: string;
  /** `undefined`: not a good value. An empty text never is one: it would silently make a routed name a simple one. */
  readonly read: (text: string) => Value | undefined;
}

/** How the value of each setting is read, by the setting's name in a tag key. Words and codes are taken in any case. */
const READERS = {
  'record-type': words('alias', 'cname'),
  ttl: wholeNumber(0, 2_147_483_647, ' of seconds'),
  access: words('public', 'private', 'both'),
  'zone-id': hostedZoneId(),
  'evaluate-target-health': {
    expected: 'true or false',
    read: (text) => {
      const word = oneOf(['true', 'false'] as const, text.toLowerCase());
      return word && word === 'true';
    },
  },
  'set-identifier': {
    expected: 'a text of 1 to 128 characters',
    read: (text) => (text.length >= 1 && text.length <= 128 ? text : undefined),
  },
  weight: wholeNumber(0, 255),
  region: region(),
  failover: {
    expected: 'primary or secondary',
    read: (text) => oneOf(['PRIMARY', 'SECONDARY'] as const, text.toUpperCase()),
  },
  'geolocation-continent-code': code(CONTINENTS, `one of ${[...CONTINENTS].join(', ')}`),
  'geolocation-country-code': {
    expected:
      'a country code of ISO 3166-1 that Route 53 knows, such as US, or default for everywhere else (a tag cannot hold *)',
    read: (text) => (/^(?:default|\*)$/i.test(text) ? '*' : codeIn(COUNTRIES, text)),
  },
  'geolocation-subdivision-code': code(US_STATES, 'the code of a state of the US, such as CA, or DC'),
  'geoproximity-region': region(),
  'geoproximity-bias': wholeNumber(-99, 99),
  'health-check-id': {
    expected: 'the id of a health check, such as 01234567-89ab-cdef-0123-456789abcdef',
    read: (text) =>
      /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined,
  },
  target: {
    expected: 'a hostname, without scheme, port or path; no IP address and no wildcard',
    read: hostname,
  },
  'target-zone-id': hostedZoneId(),
  priority: wholeNumber(-1000, 1000),
  /** external-dns takes any value of it for yes; it is refused for what it is, not for its value. */
  'multi-value-answer': { expected: 'anything', read: (text) => text },
} as const satisfies Readonly<Record<string, Reader<unknown>>>;

type Readers = typeof READERS;
export type Setting = keyof Readers;
export type Values = { readonly [S in Setting]?: Exclude<ReturnType<Readers[S]['read']>, undefined> };

/** In the order in which reasons tell them. */
export const SETTINGS = Object.keys(READERS) as readonly Setting[];

export function isSetting(text: string): text is Setting {
  return Object.hasOwn(READERS, text);
}

/** A tag or an annotation that gives a setting. */
export interface Given {
  /** As it is told: of an annotation with the object that carries it. */
  readonly key: string;
  /** In the words of the tag contract. */
  readonly text: string;
  /** As it is told, where it is spelt in other words. */
  readonly spelt?: string | undefined;
  /** Absent: a tag. */
  readonly by?: 'annotation' | undefined;
}

/** The values of settings as they are given, spaces around them aside; and what is wrong with each of the others. */
export function readValues(given: ReadonlyMap<Setting, Given>): {
  readonly values: Values;
  readonly problems: readonly string[];
} {
  const values: Partial<Record<Setting, unknown>> = {};
  const problems: string[] = [];
  for (const setting of SETTINGS) {
    const tag = given.get(setting);
    if (tag === undefined) continue;
    const text = tag.text.trim();
    const { read, expected }: Reader<unknown> = READERS[setting];
    const value = read(text);
    if (value !== undefined) values[setting] = value;
    else {
      const got = text === '' ? 'empty' : `"${text}"`;
      problems.push(
        `${tag.key} is ${got}, expected ${expected}: correct it, or remove the ${tag.by ?? 'tag'}`,
      );
    }
  }
  return { values: values as Values, problems };
}

function words<const Word extends string>(...all: readonly Word[]): Reader<Word> {
  const expected = `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
  return { expected, read: (text) => oneOf(all, text.toLowerCase()) };
}

function wholeNumber(least: number, most: number, of = ''): Reader<number> {
  return {
    expected: `a whole number${of} from ${least} to ${most}`,
    read: (text) => {
      // Adding nothing makes -0 a 0.
      const value = /^[+-]?\d+$/.test(text) ? Number(text) + 0 : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
  };
}

/** Geoproximity takes any Region of AWS; those that latency knows are the ones that there are. */
function region(): Reader<string> {
  return {
    expected: 'a Region that Route 53 knows, such as us-east-1',
    read: (text) => oneOf(REGIONS, text.toLowerCase()),
  };
}

function hostedZoneId(): Reader<string> {
  return {
    expected: 'the id of a hosted zone, such as Z0123456789ABCDEFGHIJ',
    read: (text) => /^(?:\/?hostedzone\/)?([A-Z0-9]{1,32})$/.exec(text)?.[1],
  };
}

function hostname(text: string): Hostname | undefined {
  const parsed = parseHostname(text);
  return 'ok' in parsed && !parsed.ok.startsWith('*') ? parsed.ok : undefined;
}

function code(all: ReadonlySet<string>, expected: string): Reader<string> {
  return { expected, read: (text) => codeIn(all, text) };
}

function codeIn(all: ReadonlySet<string>, text: string): string | undefined {
  const upper = text.toUpperCase();
  return all.has(upper) ? upper : undefined;
}

function oneOf<Word extends string>(all: readonly Word[], text: string): Word | undefined {
  return all.find((word) => word === text);
}

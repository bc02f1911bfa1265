import type { Setting } from './setting-values.ts';

/** The text of an annotation in the words of the tag contract; or that it counts as absent, with the reason if it is told. */
export type Translated = { readonly text: string } | { readonly absent: true; readonly ignored?: string };

interface Sibling {
  readonly setting: Setting;
  /** Absent: the words are the same. */
  readonly translate?: (text: string) => Translated;
}

/** external-dns: "must be between 1 and 2,147,483,647 seconds". */
const LONGEST = 2_147_483_647;

/**
 * The annotations of external-dns, without their prefix, that say what the record of a name is to be, as settings of the
 * tag contract (external-dns, docs/annotations/annotations.md and docs/tutorials/aws.md). A value that external-dns itself
 * passes over with a warning is passed over and told; a value that it would send to Route 53 is judged as a tag's.
 */
export const SIBLINGS: Readonly<Record<string, Sibling>> = {
  ttl: { setting: 'ttl', translate: ttl },
  alias: { setting: 'record-type', translate: oneOf({ true: 'alias', false: 'cname' }) },
  access: { setting: 'access', translate: oneOf({ public: 'public', private: 'private' }) },
  target: { setting: 'target', translate: target },
  'set-identifier': { setting: 'set-identifier' },
  'aws-target-hosted-zone': { setting: 'target-zone-id' },
  'aws-hosted-zone-id': { setting: 'zone-id' },
  'aws-evaluate-target-health': { setting: 'evaluate-target-health' },
  'aws-weight': { setting: 'weight' },
  'aws-region': { setting: 'region' },
  'aws-failover': { setting: 'failover' },
  'aws-geolocation-continent-code': { setting: 'geolocation-continent-code' },
  'aws-geolocation-country-code': { setting: 'geolocation-country-code' },
  'aws-geolocation-subdivision-code': { setting: 'geolocation-subdivision-code' },
  'aws-geoproximity-region': { setting: 'geoproximity-region' },
  'aws-geoproximity-bias': { setting: 'geoproximity-bias' },
  'aws-health-check-id': { setting: 'health-check-id' },
  // external-dns takes it for yes whatever it says; that "false" means no is what whoever writes it means.
  'aws-multi-value-answer': {
    setting: 'multi-value-answer',
    translate: (text) => (text.trim().toLowerCase() === 'false' ? { absent: true } : { text }),
  },
};

function ttl(text: string): Translated {
  const seconds = secondsOf(text.trim());
  return seconds !== undefined && seconds >= 1 && seconds <= LONGEST
    ? { text: String(seconds) }
    : expected(text, `seconds from 1 to ${LONGEST}, or a duration such as 90s or 1h30m`);
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Whole seconds, or a duration as Go's time.ParseDuration reads it, of which the fraction is dropped. */
function secondsOf(text: string): number | undefined {
  if (/^\+?\d+$/.test(text)) return Number(text);
  const written = text.replace(/^\+/, '');
  if (written === '' || written.replace(PART, '') !== '') return undefined;
  const sum = [...written.matchAll(PART)].reduce(
    (seconds, [, amount, unit = '']) => seconds + Number(amount) * (UNITS[unit] ?? Number.NaN),
    0,
  );
  return Math.floor(sum);
}

/** An empty one is none, as for external-dns. */
function target(text: string): Translated {
  return text.trim() === '' ? { absent: true, ignored: 'is empty: ignored' } : { text };
}

function oneOf(words: Readonly<Record<string, string>>): (text: string) => Translated {
  const all = Object.keys(words).join(' or ');
  return (text) => {
    const word = text.trim().toLowerCase();
    const found = Object.hasOwn(words, word) ? words[word] : undefined;
    return found === undefined ? expected(text, all) : { text: found };
  };
}

function expected(got: string, what: string): Translated {
  return { absent: true, ignored: `is "${got.trim()}", expected ${what}: ignored, as external-dns does` };
}

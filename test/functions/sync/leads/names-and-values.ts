import { createV2 } from '../../../stage/actions.ts';
import { APP, asking, hostnameTags, type Lead, make, type Never, tagged } from './lead.ts';

const NO_UPSERT: Never = { never: 'an UPSERT has no precondition: Signpost sends none' };
const ONLY_ALIASES: Never = { never: 'an A or AAAA of Signpost is an alias' };
const hosts = (count: number) => Array.from({ length: count }, (_, index) => `n${index}.example.com`);

/** More than one batch holds: 1,002 elements, each an alias. */
const manyNames: Lead = {
  meet: (stage) =>
    createV2(stage, 'web', undefined, { IpAddressType: 'dualstack', tags: tagged(hostnameTags(hosts(501))) }),
  told: [['n0.example.com published'], ['n500.example.com published']],
};

/** By id of the answers: limits, names, values. */
export const namesAndValues: Readonly<Record<string, Lead | Never>> = {
  '1001 elements': manyNames,
  'aliases count as one element': manyNames,
  '501 upserts': NO_UPSERT,
  'upserts count characters twice': NO_UPSERT,
  'more than 32,000 characters': asking(
    { ...hostnameTags(hosts(150)), 'record-type': 'cname', target: `${'long.'.repeat(47)}example.net` },
    ['n0.example.com published'],
    ['n149.example.com published'],
  ),
  'no changes': { never: 'a batch is made of the changes of names' },

  'outside the zone': asking({ hostname: 'www.example.org' }, [
    'www.example.org refused',
    'no configured public zone holds www.example.org',
    'the settings name example.com',
  ]),
  'a suffix that is no parent': asking({ hostname: 'badexample.com' }, [
    'badexample.com refused',
    'no configured public zone holds badexample.com',
  ]),
  'a label of 64': asking({ hostname: `${'a'.repeat(64)}.example.com` }, [
    'refused',
    'has a label of 64 characters',
    '63 at most',
  ]),
  'a name longer than 255 bytes': asking({ hostname: `${'a.'.repeat(122)}example.com` }, [
    'refused',
    'has 255 characters in ASCII',
    '253 at most',
  ]),
  'an empty label': asking({ hostname: 'a..example.com' }, [
    'a..example.com refused',
    'has an empty label: two dots in a row',
  ]),
  'a character outside ASCII': asking({ hostname: 'bücher.example.com' }, [
    'xn--bcher-kva.example.com published',
  ]),
  'a space': asking(
    { hostname: 'a b.example.com' },
    ['a refused', 'no configured public zone holds a'],
    ['b.example.com published'],
  ),
  'a wildcard NS': { never: 'Signpost writes A, AAAA and CNAME' },

  'A that is no IPv4': ONLY_ALIASES,
  'a value twice': { never: 'what Signpost writes has one value' },
  'A without values': ONLY_ALIASES,
  'A without TTL': ONLY_ALIASES,
  'a TTL beyond 31 bits': asking({ 'record-type': 'cname', ttl: '2147483648' }, [
    `${APP} refused`,
    'signpost/ttl is "2147483648"',
    'expected a whole number of seconds from 0 to 2147483647',
    'correct it, or remove the tag',
  ]),

  'all culprits at once': {
    meet: async (stage) => {
      await make(stage, 'web', { hostname: 'a.example.com' });
      await make(stage, 'other', { hostname: 'a.example.com b.example.com c.example.org', weight: '1' });
    },
    told: [
      ['a.example.com waiting', 'follows when that one goes or no longer asks for it'],
      ['b.example.com published'],
      ['c.example.org refused', 'no configured public zone holds c.example.org'],
    ],
  },
};

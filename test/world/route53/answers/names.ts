import { type Answer, a, batch, create, remove } from './sets.ts';

export const names: readonly Answer[] = [
  ['a name of the zone in upper case', [], [create(a('WWW.Example.COM'))], 'accepted'],
  [
    'outside the zone',
    [],
    [create(a('www.example.org'))],
    batch('RRSet with DNS name www.example.org. is not permitted in zone example.com.'),
  ],
  [
    'a suffix that is no parent',
    [],
    [create(a('badexample.com'))],
    batch('RRSet with DNS name badexample.com. is not permitted in zone example.com.'),
  ],
  [
    'a label of 64',
    [],
    [create(a(`${'a'.repeat(64)}.example.com`))],
    batch(
      `FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${'a'.repeat(64)}'`,
    ),
  ],
  ['a label of 63', [], [create(a(`${'a'.repeat(63)}.example.com`))], 'accepted'],
  [
    'a name longer than 255 bytes',
    [],
    [create(a(`${'a.'.repeat(122)}example.com`))],
    batch(
      `FATAL problem: DomainNameTooLong (Domain name is too long) encountered with '${'a.'.repeat(122)}example.com'`,
    ),
  ],
  [
    'an empty label',
    [],
    [create(a('a..example.com'))],
    batch("FATAL problem: DomainLabelEmpty (Domain label is empty) encountered with 'a..example.com'"),
  ],
  [
    'a character outside ASCII',
    [],
    [create(a('bücher.example.com'))],
    batch(
      "FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with 'bücher.example.com'",
    ),
  ],
  [
    'a space',
    [],
    [create(a('a b.example.com'))],
    batch(
      "FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with 'a b.example.com'",
    ),
  ],
  [
    '* within a label is a character',
    [create(a('a-*.example.com'))],
    [remove(a('a-\\052.example.com'))],
    'accepted',
  ],
  ['* and \\052 are one name', [create(a('*.example.com'))], [remove(a('\\052.example.com'))], 'accepted'],
  [
    'a wildcard NS',
    [],
    [create({ Name: '*.example.com', Type: 'NS', TTL: 1, ResourceRecords: [{ Value: 'ns.x.org' }] })],
    batch(
      'RRSet of type NS with DNS name \\052.example.com. is not permitted as a wildcard in zone example.com.',
    ),
  ],
];

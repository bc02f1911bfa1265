import { type Answer, a, batch, cname, create, remove, txt } from './sets.ts';

export const cnames: readonly Answer[] = [
  [
    'CNAME beside A',
    [create(a('a.example.com'))],
    [create(cname('a.example.com'))],
    batch(
      'RRSet of type CNAME with DNS name a.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.',
    ),
  ],
  [
    'CNAME beside TXT',
    [create(txt('a.example.com'))],
    [create(cname('a.example.com'))],
    batch(
      'RRSet of type CNAME with DNS name a.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.',
    ),
  ],
  [
    'A beside CNAME',
    [create(cname('a.example.com'))],
    [create(a('a.example.com'))],
    batch(
      'RRSet of type A with DNS name a.example.com. is not permitted because a conflicting RRSet of type  CNAME with the same DNS name already exists in zone example.com.',
    ),
  ],
  [
    'TXT beside CNAME',
    [create(cname('a.example.com'))],
    [create(txt('a.example.com'))],
    batch(
      'RRSet of type TXT with DNS name a.example.com. is not permitted because a conflicting RRSet of type  CNAME with the same DNS name already exists in zone example.com.',
    ),
  ],
  [
    'CNAME at the apex',
    [],
    [create(cname('example.com'))],
    batch('RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.'),
  ],
  [
    'DELETE CNAME and CREATE A in one batch',
    [create(cname('a.example.com'))],
    [remove(cname('a.example.com')), create(a('a.example.com'))],
    'accepted',
  ],
  [
    'CREATE A and DELETE CNAME in one batch',
    [create(cname('a.example.com'))],
    [create(a('a.example.com')), remove(cname('a.example.com'))],
    'accepted',
  ],
];

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { type Answer, a, alias, batch, create, remove, routed } from './sets.ts';

const near = (id: string, place: ResourceRecordSet['GeoProximityLocation']) =>
  routed(a('a.example.com'), id, { GeoProximityLocation: place });

export const standing: readonly Answer[] = [
  [
    'DELETE of a set with a bias of 0 that was not told',
    [create(near('s', { AWSRegion: 'eu-west-1' }))],
    [remove(near('s', { AWSRegion: 'eu-west-1', Bias: 0 }))],
    'accepted',
  ],
  [
    'CREATE of what exists',
    [create(a('a.example.com'))],
    [create(a('A.example.com.'))],
    batch("Tried to create resource record set [name='a.example.com.', type='A'] but it already exists"),
  ],
  [
    'DELETE of what does not',
    [],
    [remove(a('a.example.com'))],
    batch("Tried to delete resource record set [name='a.example.com.', type='A'] but it was not found"),
  ],
  [
    'DELETE with another value',
    [create(a('a.example.com'))],
    [remove(a('a.example.com', '192.0.2.2'))],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values",
    ),
  ],
  [
    'DELETE with another TTL',
    [create(a('a.example.com'))],
    [remove({ ...a('a.example.com'), TTL: 61 })],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values",
    ),
  ],
  [
    'DELETE of an alias with other EvaluateTargetHealth',
    [create(alias('a.example.com'))],
    [remove(alias('a.example.com', { EvaluateTargetHealth: false }))],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values",
    ),
  ],
  [
    'DELETE of an alias in other spelling',
    [create(alias('a.example.com'))],
    [remove(alias('A.EXAMPLE.COM.', { DNSName: 'ONE-1.us-east-1.elb.amazonaws.com.' }))],
    'accepted',
  ],
  [
    'DELETE with the values in another order',
    [create(a('a.example.com', '192.0.2.1', '192.0.2.2'))],
    [remove(a('a.example.com', '192.0.2.2', '192.0.2.1'))],
    'accepted',
  ],
  [
    'the same set created twice in a batch',
    [],
    [create(a('a.example.com')), create(a('a.example.com', '192.0.2.2'))],
    batch("The request contains an invalid set of changes for a resource record set 'A a.example.com.'"),
  ],
  [
    'the same set deleted twice in a batch',
    [create(a('a.example.com'))],
    [remove(a('a.example.com')), remove(a('a.example.com'))],
    batch("The request contains an invalid set of changes for a resource record set 'A a.example.com.'"),
  ],
  [
    'all culprits at once',
    [create(a('a.example.com'))],
    [create(a('a.example.com')), remove(a('b.example.com')), create(a('c.example.org'))],
    batch(
      "Tried to create resource record set [name='a.example.com.', type='A'] but it already exists",
      "Tried to delete resource record set [name='b.example.com.', type='A'] but it was not found",
      'RRSet with DNS name c.example.org. is not permitted in zone example.com.',
    ),
  ],
];

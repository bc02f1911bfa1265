import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { type Answer, a, alias, batch, create, input, times, txt, upsert } from './sets.ts';

const names = (count: number, change: (set: ResourceRecordSet) => Change) =>
  times(count, (index) => change(a(`n${index}.example.com`)));
const texts = (count: number, change: (set: ResourceRecordSet) => Change) =>
  times(count, (index) => change(txt(`t${index}.example.com`, 'x'.repeat(3998))));

export const limits: readonly Answer[] = [
  ['1000 elements', [], names(1000, create), 'accepted'],
  ['1001 elements', [], names(1001, create), batch('Number of records limit of 1000 exceeded.')],
  ['500 upserts', [], names(500, upsert), 'accepted'],
  ['501 upserts', [], names(501, upsert), batch('Number of records limit of 1000 exceeded.')],
  [
    'aliases count as one element',
    [],
    [...names(1000, create), create(alias('alias.example.com'))],
    batch('Number of records limit of 1000 exceeded.'),
  ],
  ['32,000 characters', [], texts(8, create), 'accepted'],
  ['more than 32,000 characters', [], texts(9, create), batch('RDATA character limit of 32000 exceeded.')],
  ['upserts count characters twice', [], texts(5, upsert), batch('RDATA character limit of 32000 exceeded.')],
  [
    'no changes',
    [],
    [],
    input(
      "1 validation error detected: Value '[]' at 'changeBatch.changes' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  ],
];

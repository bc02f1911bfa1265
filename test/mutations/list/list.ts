import type { Mutation } from '../mutation.ts';
import { firstToCommit } from './first-to-commit.ts';
import { foreignRecords } from './foreign-records.ts';
import { hintsOnly } from './hints-only.ts';
import { preconditions } from './preconditions.ts';
import { sent } from './sent.ts';

/** Every invariant of docs/design.md, broken on purpose. */
export const mutations: readonly Mutation[] = [
  ...hintsOnly,
  ...foreignRecords,
  ...preconditions,
  ...sent,
  ...firstToCommit,
];

import type { Mutation } from '../mutation.ts';
import { absence } from './absence.ts';
import { badNames } from './bad-names.ts';
import { brake } from './brake.ts';
import { firstToCommit } from './first-to-commit.ts';
import { foreignRecords } from './foreign-records.ts';
import { handover } from './handover.ts';
import { hintsOnly } from './hints-only.ts';
import { preconditions } from './preconditions.ts';
import { sent } from './sent.ts';
import { settled } from './settled.ts';

/** Every invariant of docs/design.md, broken on purpose. */
export const mutations: readonly Mutation[] = [
  ...hintsOnly,
  ...foreignRecords,
  ...preconditions,
  ...sent,
  ...firstToCommit,
  ...absence,
  ...handover,
  ...badNames,
  ...brake,
  ...settled,
];

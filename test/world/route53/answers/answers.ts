import { aliases } from './aliases.ts';
import { cnames } from './cnames.ts';
import { healthChecks } from './health-checks.ts';
import { limits } from './limits.ts';
import { loops } from './loops.ts';
import { names } from './names.ts';
import { places } from './places.ts';
import { routing } from './routing.ts';
import type { Answer } from './sets.ts';
import { standing } from './standing.ts';
import { values } from './values.ts';

/** What Route 53 takes and what it refuses, by the kind of thing that is wrong. */
export const answers: readonly Answer[] = [
  ...limits,
  ...names,
  ...cnames,
  ...values,
  ...aliases,
  ...routing,
  ...places,
  ...healthChecks,
  ...loops,
  ...standing,
];

/** Ids of the batches that it refuses. */
export const refusals: readonly string[] = answers.flatMap(([id, , , answer]) =>
  answer === 'accepted' ? [] : [id],
);

import type { AnyTarget } from './target.ts';
import { commands } from './targets/commands.ts';
import { kubernetes } from './targets/kubernetes.ts';
import { asks, events, hints } from './targets/messages.ts';
import { listings, refusals } from './targets/route53.ts';
import { rows } from './targets/rows.ts';
import { packedSurveys, surveys } from './targets/surveys.ts';
import { tags } from './targets/tags.ts';

/** Everything that others write and this program reads. */
export const TARGETS: readonly AnyTarget[] = [
  events,
  hints,
  asks,
  tags,
  surveys,
  packedSurveys,
  kubernetes,
  refusals,
  listings,
  rows,
  commands,
];

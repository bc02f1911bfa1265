import type { Step } from './step.ts';
import { aClassic } from './steps/a-classic.ts';
import { aContest } from './steps/a-contest.ts';
import { aDualstackNlb } from './steps/a-dualstack-nlb.ts';
import { aForeignRecord } from './steps/a-foreign-record.ts';
import { aReTag } from './steps/a-re-tag.ts';
import { aReplacement } from './steps/a-replacement.ts';
import { aReplay } from './steps/a-replay.ts';
import { aTrace } from './steps/a-trace.ts';
import { aWeightedMove } from './steps/a-weighted-move.ts';
import { anAlbTagged } from './steps/an-alb-tagged.ts';
import { anIstioNlb } from './steps/an-istio-nlb.ts';
import { deletions } from './steps/deletions.ts';
import { theEnd } from './steps/the-end.ts';

export const story: readonly Step[] = [
  anAlbTagged,
  aDualstackNlb,
  aClassic,
  anIstioNlb,
  aReTag,
  aReplacement,
  aContest,
  aWeightedMove,
  aForeignRecord,
  deletions,
  aReplay,
  theEnd,
  aTrace,
];

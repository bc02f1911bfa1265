import { createStage, type Stage } from '../stage/stage.ts';
import { type Chance, chanceOf } from './chance.ts';
import { createDemoCluster, type DemoCluster, surveyOf } from './demo-cluster.ts';
import type { Theirs } from './foreigners.ts';
import { createPastLooks, type PastLooks } from './past-looks.ts';
import { createPlayers, type Player } from './players.ts';
import type { PolicyName } from './side-by-side.ts';
import { anotherFashion, HEALTH_CHECK } from './tagging.ts';
import type { Tally } from './tally.ts';

/** Everything that one random history is made of. */
export interface History {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly tally: Tally;
  readonly players: readonly Player[];
  readonly cluster: DemoCluster;
  readonly theirs: Theirs;
  readonly pastLooks: PastLooks;
  /** Whether tags have settings beside the names. */
  readonly hasSettings: boolean;
  /** Whether annotations of Services ask for names as well. */
  readonly hasAnnotations: boolean;
  /** What most ask for who ask anew. */
  readonly fashion: { policy: PolicyName };
}

export function createHistory(seed: number, tally: Tally): History {
  const chance = chanceOf(seed);
  const stage = createStage();
  const cluster = createDemoCluster();
  stage.surveyOf = (_, startedAt) => surveyOf(cluster, startedAt);
  stage.route53.healthChecks.create({ id: HEALTH_CHECK });
  const pastLooks = createPastLooks(stage, chance, tally);
  const hasSettings = chance(2) === 0;
  const hasAnnotations = chance(3) === 0;
  if (hasAnnotations) stage.settings.sources = ['tags', 'annotations'];
  return {
    stage,
    chance,
    tally,
    players: createPlayers(chance, hasSettings),
    cluster,
    theirs: new Map(),
    pastLooks,
    hasSettings,
    hasAnnotations,
    fashion: { policy: anotherFashion(chance) },
  };
}

import type { DecisionLine } from '../../functions/sync/ports.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import { createStage, type Stage } from '../stage/stage.ts';
import { type Chance, chanceOf } from './chance.ts';
import { createDemoCluster, type DemoCluster, surveyOf } from './demo-cluster.ts';
import type { Theirs } from './foreigners.ts';
import { createPastLooks, type PastLooks } from './past-looks.ts';
import { createPlayers, type Player } from './players.ts';
import type { Setup } from './script.ts';
import type { PolicyName } from './side-by-side.ts';
import { anotherFashion, HEALTH_CHECK } from './tagging.ts';
import type { Tally } from './tally.ts';

/** Everything that one history is made of. */
export interface History {
  readonly stage: Stage;
  /** The choices of the step that happens. */
  readonly chance: Chance;
  /** From now on choices are drawn from this seed. */
  readonly draw: (seed: number) => void;
  readonly tally: Tally;
  readonly players: readonly Player[];
  readonly cluster: DemoCluster;
  readonly theirs: Theirs;
  /** When load balancers went, by DNS name, epoch ms. */
  readonly goneAt: Map<string, number>;
  /** Names of which somebody else removed what we wrote. */
  readonly drifted: Set<NameKey>;
  readonly pastLooks: PastLooks;
  /** Whether tags have settings beside the names. */
  readonly hasSettings: boolean;
  /** Whether annotations of Services ask for names as well. */
  readonly hasAnnotations: boolean;
  /** Whether calls fail, and events get lost; ends when all is to come to rest. */
  hasFaults: boolean;
  /** Names that our changes left without a record of ours, epoch ms. */
  readonly departed: { readonly zoneId: string; readonly key: string; readonly at: number }[];
  /** How often operators ended a freeze, or made one shorter. */
  readonly thaws: { count: number };
  /** What operators let the brakes let pass. */
  readonly budgets: { readonly zoneId: string; readonly names: number; readonly at: number }[];
  /** What was seen that must never be. */
  readonly violations: unknown[];
  /** What most ask for who ask anew. */
  readonly fashion: { policy: PolicyName };
  /** Somebody reads along. */
  readonly tell: ((line: string) => void) | undefined;
}

/** What a brake and a quota are like that histories of a few names meet. */
const SMALL = {
  nothing: {},
  brake: {
    brake: { window: 900, removals: { names: 1, percent: 1 }, retargets: { names: 1, percent: 1 } },
  },
  quota: { quota: { requests: { perSecond: 0.2, burst: 4 }, changes: { perSecond: 0.5, burst: 12 } } },
} as const;

export function createHistory(setup: Setup, tally: Tally, tell?: (line: string) => void): History {
  const stage = createStage(SMALL[setup.small]);
  const cluster = createDemoCluster();
  stage.surveyOf = (_, startedAt) => surveyOf(cluster, startedAt);
  stage.route53.healthChecks.create({ id: HEALTH_CHECK });
  if (setup.annotations) stage.settings.sources = ['tags', 'annotations'];
  let current = chanceOf(setup.seed);
  const chance: Chance = (below) => current(below);
  stage.events.taggingLag = 1000 * chance(60);
  if (setup.events === 'tags') {
    stage.events.heard = 'tags';
    tally['tag events alone'] += 1;
  }
  if (tell) Object.assign(stage.run, { tellDecision: tellDecision(stage, tell) });
  return {
    stage,
    chance,
    draw: (seed) => {
      current = chanceOf(seed);
    },
    tally,
    players: createPlayers(chance, setup),
    cluster,
    theirs: new Map(),
    goneAt: new Map(),
    drifted: new Set(),
    pastLooks: createPastLooks(stage, chance, tally),
    hasSettings: setup.settings,
    hasAnnotations: setup.annotations,
    hasFaults: setup.faults,
    departed: [],
    thaws: { count: 0 },
    budgets: [],
    violations: [],
    fashion: { policy: anotherFashion(chance) },
    tell,
  };
}

function tellDecision({ decisions }: Stage, tell: (line: string) => void) {
  return (line: DecisionLine) => {
    decisions.push(line);
    const { hostname, zoneId, loadBalancer, outcome, reason, records } = line;
    const name = loadBalancer.replace(/^arn:.*:loadbalancer\//, '');
    tell(`    decided: ${hostname} in ${zoneId}, ${name}: ${outcome}, ${reason} [${records.join(', ')}]`);
  };
}

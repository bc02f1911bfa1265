import { describeDifference, isEmpty } from '../../../../shared/plan/difference.ts';
import type { Check } from '../../../../shared/plan/observation.ts';
import { describeRecordSet } from '../../../../shared/records/same-record-set.ts';
import { type Round, run } from './run.ts';
import { lbNamed, nameOf, type Wish } from './wishes.ts';
import { advance, balancer, READY, type World } from './world.ts';

/** Its tags ask for this from now on; for nothing where no wish is given. */
export function ask(world: World, name: string, wish?: Wish, check: Check = READY): void {
  balancer(world, name).asks = wish && { wish, check };
}

/** One run that looks at these: what it sent and what came of it, as people read it. */
export function look(world: World, ...names: readonly string[]): string {
  return told(world, run(world, names.map(lbNamed)));
}

export function told({ row }: World, rounds: readonly Round[]): string {
  const sent = rounds.flatMap(({ decision, answer, message }) => {
    if (isEmpty(decision.changes)) return [];
    const words = describeDifference(decision.changes);
    return answer === 'applied' ? [words] : [`${words} (${message ?? answer})`];
  });
  const claims = Object.values(row.claims).map(({ lb, outcome, reason }) => {
    const isShort = outcome === 'published' && !reason.startsWith('in part');
    return `${nameOf(lb)} ${outcome}${isShort ? '' : `: ${reason.split(';')[0]}`}`;
  });
  return [...sent, ...claims].join('\n').replace(/classic\/us-east-1\//g, '');
}

/** What stands, whoever wrote it. */
export function stands({ zone }: World): string[] {
  return zone.entries.map(({ set }) => describeRecordSet(set)).sort();
}

/** Two looks with the time between them that make an absence sure. */
export function lookTwice(world: World, name: string, seconds = 61): string {
  look(world, name);
  advance(world, world.now + seconds * 1000);
  return look(world, name);
}

import { passedOn } from '../../shared/events/cause.ts';
import { lookAgainAfter } from '../../shared/events/disagrees.ts';
import type { Cause, LoadBalancerHint } from '../../shared/events/hint.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { HintToSend, Ports, Run } from './ports.ts';
import { causeOf, type Work } from './work.ts';

/** A survey that is asked for begins so much later than the hint, so that clocks and many askers agree on one. */
const SURVEY_DELAY = 5_000;
/** SQS holds a message back 15 minutes at most; what is due later is left to the sweep. */
const LONGEST_DELAY = 900;
/** Seconds before a hint to another load balancer, by the hops that led to it; after so many it is left to the sweep. */
const PAUSES = [0, 0, 5, 30, 300];

/**
 * Step 7: hints for whoever has something to do that this run may not do for it, looks that are due later, and surveys
 * that new names wait for.
 */
export async function followUp(
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  done: ReadonlyMap<NameKey, Decided>,
  ports: Ports,
  run: Run,
): Promise<void> {
  const decisions = [...done.values()].map(({ decision }) => decision);
  const now = run.now();
  const hints = new Map<string, HintToSend>();
  const add = (
    lb: LoadBalancerId,
    via: string,
    cause: Cause,
    more: Pick<LoadBalancerHint, 'hops' | 'notBefore'>,
    delaySeconds: number,
  ) => {
    const hint: LoadBalancerHint = { kind: 'load-balancer', id: lb, cause: passedOn(cause, via), ...more };
    hints.set(`${lb} ${via}`, delaySeconds === 0 ? { hint } : { hint, delaySeconds });
  };
  // Of the looks that a load balancer is due, the next one: its run asks for the one after it.
  const nextLooks = new Map<LoadBalancerId, { at: number; cause: Cause; hops: number }>();
  for (const [key, { decision, looks }] of done) {
    // What began it all goes along, so that a record can be traced through every hint in between.
    const cause = causeOf(work, [...looks, key]);
    const hops = hopsOf(looks, work);
    const pause = PAUSES[hops];
    if (pause !== undefined)
      for (const lb of decision.follow) add(lb, 'follow', cause, { hops: hops + 1 }, pause);
    for (const { holder, claimants } of decision.waitedFor)
      if (hopsOf(claimants, work) === 0) add(holder, 'waited for', cause, { hops: 1 }, 0);
    for (const { lb, at } of decision.lookAgain)
      if (at < (nextLooks.get(lb)?.at ?? Number.POSITIVE_INFINITY))
        nextLooks.set(lb, { at, cause, hops: Math.max(1, hops) });
  }
  for (const [lb, { at, cause, hops }] of nextLooks) {
    const delaySeconds = Math.max(0, Math.ceil((at - now) / 1000));
    if (delaySeconds <= LONGEST_DELAY) add(lb, 'look again', cause, { hops, notBefore: at }, delaySeconds);
  }
  for (const [id, { hints: own }] of work.loadBalancers)
    for (const hint of own) {
      const found = looked.get(id);
      const pause = found && lookAgainAfter(hint, found.look, now);
      if (pause === undefined) continue;
      const { says, looks = 0, cause } = hint;
      hints.set(`${id} says`, {
        hint: { kind: 'load-balancer', id, cause, looks: looks + 1, ...(says && { says }) },
        delaySeconds: pause,
      });
    }
  if (hints.size > 0) await ports.writeHints([...hints.values()]);
  // Before the first survey there may be no name yet whose decision could ask.
  const unsure = [...looked].flatMap(([id, { observation }]) => (observation.needsSurvey ? [id] : []));
  const askers = new Set([...decisions.flatMap(({ askSurvey }) => askSurvey), ...unsure]);
  await askForSurveys(askers, work, looked, ports);
}

/** The fewest of their hints; a name that was hinted by itself counts as heard of from outside. */
function hopsOf(ids: readonly LoadBalancerId[], work: Work): number {
  const hops = ids.flatMap((id) => (work.loadBalancers.get(id)?.hints ?? []).map((hint) => hint.hops ?? 0));
  return hops.length === 0 ? 0 : Math.min(...hops);
}

async function askForSurveys(
  askers: ReadonlySet<LoadBalancerId>,
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  ports: Ports,
): Promise<void> {
  const byCluster = new Map<string, LoadBalancerId[]>();
  for (const id of askers) {
    const cluster = looked.get(id)?.cluster;
    if (cluster !== undefined) byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), id]);
  }
  for (const [cluster, loadBalancers] of byCluster) {
    const freshSince = Math.max(...loadBalancers.map((id) => work.loadBalancers.get(id)?.freshSince ?? 0));
    const causes = Object.fromEntries(loadBalancers.map((id) => [id, causeOf(work, [id])]));
    await ports.writeSurveyAsk({ cluster, loadBalancers, notBefore: freshSince + SURVEY_DELAY, causes });
  }
}

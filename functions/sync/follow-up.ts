import { lookAgainAfter } from '../../shared/events/disagrees.ts';
import type { LoadBalancerHint } from '../../shared/events/hint.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { HintToSend, Ports, Run } from './ports.ts';
import { eventIdOf, type Work } from './work.ts';

/** A survey that is asked for begins so much later than the hint, so that clocks and many askers agree on one. */
const SURVEY_DELAY = 5_000;
/** SQS holds a message back 15 minutes at most; what is due later is left to the sweep. */
const LONGEST_DELAY = 900;

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
    event: string,
    eventId: string,
    at: number,
    more: Partial<LoadBalancerHint> = {},
  ) => {
    const delaySeconds = Math.max(0, Math.ceil((at - now) / 1000));
    if (delaySeconds > LONGEST_DELAY) return;
    const cause = { event, eventId, at: new Date(now).toISOString() };
    const hint: LoadBalancerHint = { kind: 'load-balancer', id: lb, cause, ...more };
    hints.set(`${lb} ${delaySeconds}`, delaySeconds === 0 ? { hint } : { hint, delaySeconds });
  };
  for (const [key, { decision, looks }] of done) {
    // The id of the event that began it all goes along, so that a record can be traced through every hint in between.
    const eventId = eventIdOf(work, [...looks, key]);
    for (const lb of decision.follow) add(lb, 'follow', eventId, now);
    for (const { lb, at } of decision.lookAgain) add(lb, 'look again', eventId, at, { notBefore: at });
  }
  for (const [key, { decision, looks }] of done) {
    const { waitedFor } = decision;
    if (!waitedFor?.claimants.some((id) => isAskedAnew(id, work)) || hints.has(`${waitedFor.holder} 0`))
      continue;
    add(waitedFor.holder, 'waited for', eventIdOf(work, [...looks, key]), now, { waitedFor: true });
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
  if (hints.size > 0) await ports.sendHints([...hints.values()]);
  await askForSurveys(new Set(decisions.flatMap(({ askSurvey }) => askSurvey)), work, looked, ports);
}

function isAskedAnew(id: LoadBalancerId, work: Work): boolean {
  return (work.loadBalancers.get(id)?.hints ?? []).some(({ waitedFor }) => waitedFor !== true);
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
    await ports.sendSurveyAsk({ cluster, loadBalancers, notBefore: freshSince + SURVEY_DELAY });
  }
}

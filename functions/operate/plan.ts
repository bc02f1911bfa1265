import type { Hint } from '../../shared/events/hint.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Settings } from '../../shared/settings.ts';
import { loadBalancersOfRow } from '../../shared/sweep/load-balancers-of-row.ts';
import { type Decided, decide } from '../sync/decide.ts';
import { type Looked, look } from '../sync/look.ts';
import type { Ports, Run } from '../sync/ports.ts';
import { isDone, nextWork, nothingOutstanding, type Work, workOf } from '../sync/work.ts';
import type { CommandOf } from './command.ts';
import { dryPorts, dryRun } from './dry-ports.ts';
import { causeOf } from './hint.ts';
import type { Call, OperatePorts } from './ports.ts';
import { type Planned, tellPlan } from './tell-plan.ts';

/** Looked at in one go; before the next it is asked whether there is time. */
const PAGE = 200;
/** Left of the invocation when nothing more is looked at: all is decided in the end, together. Milliseconds. */
const RESERVE = 25_000;
/** As many as a run of sync goes through; who is to be looked at because of another is looked at in the next. */
const ROUNDS = 6;

/**
 * What `sync` would do if every load balancer were looked at now, by its own looks and decisions, with nothing written or
 * sent. Empty over a settled world, also by a version that is not live yet: that is how one is judged before. What there
 * was no time to look at, or what could not be seen, is told.
 */
export async function plan(
  { after = '', by }: CommandOf<'plan'>,
  operatePorts: OperatePorts,
  call: Call,
): Promise<Planned> {
  const settings: Settings = { ...call.settings, account: call.account };
  const { ports, names: unread } = dryPorts(operatePorts, call);
  const run = dryRun(call);
  const all = (await everybody(operatePorts)).filter((id) => id > after);
  const cause = causeOf(call, by);
  const failed = new Map<LoadBalancerId | NameKey, Error>();
  const looked = new Map<LoadBalancerId, Looked>();

  let asked = 0;
  while (asked < all.length && (asked === 0 || run.remaining() > RESERVE)) {
    const page = workFor(all.slice(asked, asked + PAGE), cause);
    await lookInto(page, looked, failed, ports, run, settings);
    asked += PAGE;
  }
  const decided = new Map<NameKey, Decided>();
  const freezes = await ports.readFreezes();
  let work: Work = { ...workFor([...looked.keys()], cause), freezes };
  for (let round = 1; round <= ROUNDS && !isDone(work); round += 1) {
    const outstanding = nothingOutstanding();
    if (round > 1) await lookInto(work, looked, failed, ports, run, settings);
    const found = await decide(work, looked, ports, run, settings, outstanding);
    for (const [key, each] of found) decided.set(key, each);
    for (const [subject, error] of outstanding.failed) failed.set(subject, error);
    work = { ...nextWork(work, outstanding), freezes };
  }
  return tellPlan({
    decided,
    looked,
    unread,
    failed,
    open: work,
    left: all.slice(asked),
    last: all[asked - 1],
  });
}

/** Whoever a sweep would have looked at. */
async function everybody({
  listAllLoadBalancers,
  listLedgerRows,
}: OperatePorts): Promise<readonly LoadBalancerId[]> {
  const ids = new Set((await listAllLoadBalancers()).map(({ id }) => id));
  for await (const each of listLedgerRows()) for (const id of loadBalancersOfRow(each)) ids.add(id);
  return [...ids].sort();
}

/** Any survey is fresh enough: a plan asks for none, and is of what the stored ones say. */
function workFor(ids: readonly LoadBalancerId[], cause: Hint['cause']): Work {
  return workOf(ids.map((id) => ({ hint: { kind: 'load-balancer', id, cause, notBefore: 0 }, queuedAt: 0 })));
}

async function lookInto(
  work: Work,
  looked: Map<LoadBalancerId, Looked>,
  failed: Map<LoadBalancerId | NameKey, Error>,
  ports: Ports,
  run: Run,
  settings: Settings,
): Promise<void> {
  const outstanding = nothingOutstanding();
  for (const [id, each] of await look(work, ports, run, settings, outstanding)) looked.set(id, each);
  for (const [subject, error] of outstanding.failed) failed.set(subject, error);
}

import type { LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import { readLoadBalancerRows, readNameRows } from '../../shared/ledger/read-rows.ts';
import type { NameKey, NameRow } from '../../shared/ledger/rows.ts';
import { claimKey, nameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancer } from './load-balancers.ts';
import type { Stage, Zone } from './stage.ts';
import { type DecisionLine, readSyncLog } from './sync-log.ts';
import { NotAsTold, until } from './until.ts';

const noWait = async () => undefined;

/** What the ledger knows of a load balancer; undefined: sync has never looked at it. */
export async function loadBalancerRow(
  { clients, output }: Stage,
  { id }: LoadBalancer,
): Promise<LoadBalancerRow | undefined> {
  return (await readLoadBalancerRows(clients.ledger, output('LedgerTable'), noWait)([id])).get(id);
}

export async function nameRow(
  { clients, output }: Stage,
  zone: Zone,
  host: string,
): Promise<NameRow | undefined> {
  const key: NameKey = nameKey(zone.id, host);
  return (await readNameRows(clients.ledger, output('LedgerTable'), noWait)([key])).get(key);
}

/** Waits for the log line in which sync tells this load balancer's claim this outcome, for the first time since `from`. */
export async function untilDecided(
  stage: Stage,
  host: string,
  { id }: LoadBalancer,
  outcome: string,
  from: number,
): Promise<DecisionLine> {
  const { decisions } = await until(
    stage,
    `a decision of sync that ${host} of ${id} is ${outcome}`,
    () => readSyncLog(stage, from),
    (log) => log.decisions.some(isIt),
    (log) => JSON.stringify(log.decisions.filter(({ hostname }) => hostname === host)),
  );
  return decisions.find(isIt)!;

  function isIt(line: DecisionLine): boolean {
    return line.hostname === host && line.loadBalancer === id && line.outcome === outcome;
  }
}

/** The same from the ledger: what sync last decided of a claim, and why. */
export async function claimOf(stage: Stage, zone: Zone, host: string, { id }: LoadBalancer) {
  const row = await nameRow(stage, zone, host);
  return row?.claims[claimKey({ lb: id, setId: '' })];
}

/** A reason must hold what the story says. */
export function mustSay(where: string, reason: string | undefined, words: readonly string[]): string {
  const missing = words.filter((word) => reason?.includes(word) !== true);
  if (reason === undefined || missing.length > 0)
    throw new NotAsTold(`a reason in ${where} that says ${words.join(' and ')}`, reason ?? 'none');
  return reason;
}

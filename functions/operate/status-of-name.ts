import type { FreezeRow } from '../../shared/ledger/freeze-row.ts';
import { freezeOf } from '../../shared/ledger/freezes.ts';
import { type Claim, type NameRow, nameKey, type Transition } from '../../shared/ledger/rows.ts';
import { parseHostname } from '../../shared/names/parse-hostname.ts';
import { describeRecordSet } from '../../shared/records/same-record-set.ts';
import type { Call, OperatePorts } from './ports.ts';
import { hostOf } from './scope.ts';
import { type ToldFreeze, tellFreeze, tellTime } from './words.ts';

export interface NameStatus {
  readonly name: string;
  /** In each zone that it was asked for in, those that left the settings included. */
  readonly zones: readonly NameInZone[];
  /** Load balancers that ask for it and do not get as far as a zone. */
  readonly refused: readonly { readonly loadBalancer: string; readonly reason: string }[];
  readonly told?: string;
}

interface NameInZone {
  readonly zone: string;
  readonly frozen?: ToldFreeze;
  /** Who holds it; by set identifier if it is a routed name. */
  readonly holder: string | Readonly<Record<string, string>>;
  readonly standing: readonly string[];
  readonly inDoubt: boolean;
  /** Announced, without a sure answer of Route 53. */
  readonly underWay: readonly string[];
  readonly claims: readonly ToldClaim[];
  /** Newest first. */
  readonly transitions: readonly ToldTransition[];
}

interface ToldClaim {
  readonly loadBalancer: string;
  readonly outcome: string;
  readonly reason: string;
  readonly asksFor: readonly string[];
  readonly stands: readonly string[];
  readonly cluster?: string;
  readonly priority?: number;
}

interface ToldTransition {
  readonly at: string;
  readonly loadBalancer: string;
  readonly outcome: string;
  readonly reason: string;
  readonly records: readonly string[];
  readonly event: string;
  readonly eventId: string;
  readonly principal?: string;
  readonly via?: string;
  readonly replay?: string;
}

/** All that the ledger knows of a hostname. A scan: names that are refused before a zone is found have no row. */
export async function statusOfName(
  name: string,
  { readFreezes, listLedgerRows }: OperatePorts,
  { now }: Call,
): Promise<NameStatus> {
  const host = hostOf(name);
  const freezes = await readFreezes();
  const zones: NameInZone[] = [];
  const refused: NameStatus['refused'][number][] = [];
  for await (const each of listLedgerRows()) {
    if (each.kind === 'name') {
      if (each.row.host === host) zones.push(tellRow(each.row, freezes, now()));
      continue;
    }
    if (each.kind !== 'load-balancer') continue;
    for (const [asked, reason] of Object.entries(each.row.refused))
      if (isHost(asked, host)) refused.push({ loadBalancer: each.id, reason });
  }
  const isUnknown = zones.length === 0 && refused.length === 0;
  return {
    name: host,
    zones,
    refused,
    ...(isUnknown && { told: 'no load balancer that was looked at asks for this name' }),
  };
}

/** The tag's own spelling is what is kept. */
function isHost(asked: string, host: string): boolean {
  const parsed = parseHostname(asked);
  return 'ok' in parsed && parsed.ok === host;
}

function tellRow(row: NameRow, freezes: FreezeRow | undefined, now: number): NameInZone {
  const freeze = freezeOf(freezes, nameKey(row.zoneId, row.host), now);
  const holders = Object.entries(row.holders).map(([setId, { lb }]) => [setId, lb] as const);
  const simple = row.holders['']?.lb;
  return {
    zone: row.zoneId,
    ...(freeze && { frozen: tellFreeze(freeze) }),
    holder: holders.length === 0 ? 'nobody' : (simple ?? Object.fromEntries(holders)),
    standing: row.standing.map(({ set }) => describeRecordSet(set)),
    inDoubt: row.doubt,
    underWay: row.sent.map(({ set, removed }) => `${removed ? 'gone: ' : ''}${describeRecordSet(set)}`),
    claims: Object.values(row.claims).map((claim) => tellClaim(claim, row)),
    transitions: row.transitions.map(tellTransition),
  };
}

function tellClaim({ lb, outcome, reason, records, cluster, priority }: Claim, row: NameRow): ToldClaim {
  return {
    loadBalancer: lb,
    outcome,
    reason,
    asksFor: records.map(describeRecordSet),
    stands: row.standing.filter((entry) => entry.lb === lb).map(({ set }) => describeRecordSet(set)),
    ...(cluster !== '' && { cluster }),
    ...(priority !== 0 && { priority }),
  };
}

function tellTransition({ at, lb, outcome, reason, records, cause }: Transition): ToldTransition {
  const { event, eventId, principal, via, replay } = cause;
  return {
    at: tellTime(at),
    loadBalancer: lb,
    outcome,
    reason,
    records,
    event,
    eventId,
    ...(principal !== undefined && { principal }),
    ...(via !== undefined && { via }),
    ...(replay !== undefined && { replay }),
  };
}

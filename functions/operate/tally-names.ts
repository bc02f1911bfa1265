import type { Claim, NameRow } from '../../shared/ledger/rows.ts';
import { tellTime } from './words.ts';

/** Names told one by one; the count is of all. */
const TOLD = 50;

export interface Told {
  readonly name: string;
  readonly zone: string;
  readonly reason: string;
  readonly until?: string;
}

export interface Tally {
  /** Claims, by what they came to. */
  readonly claims: Readonly<Record<string, number>>;
  /** Claims that are held back, by what holds them. */
  readonly heldBack: Readonly<Record<string, number>>;
  /** Names of which it is not known what stands in Route 53: the next look reads them. */
  readonly inDoubt: number;
  readonly quarantined: { readonly count: number; readonly first: readonly Told[] };
}

export function tallyNames(rows: readonly NameRow[]): Tally {
  const claims = rows.flatMap((row) => Object.values(row.claims).map((claim) => ({ row, claim })));
  // Where something of it stands, its claim is published in part.
  const quarantined = claims.filter(({ claim }) => claim.pending?.outcome === 'quarantined');
  const held = claims.filter(({ claim }) => claim.pending?.outcome === 'held back');
  return {
    claims: countBy(claims, ({ claim }) => claim.outcome),
    heldBack: countBy(held, ({ claim }) => claim.pending?.by ?? 'plan'),
    inDoubt: rows.filter(({ doubt }) => doubt).length,
    quarantined: {
      count: quarantined.length,
      first: quarantined.slice(0, TOLD).map(({ row, claim }) => tellQuarantined(row, claim)),
    },
  };
}

function tellQuarantined({ host, zoneId }: NameRow, { reason, pending }: Claim): Told {
  const until = pending?.until;
  return {
    name: host,
    zone: zoneId,
    reason: pending?.reason ?? reason,
    ...(until !== undefined && { until: tellTime(until) }),
  };
}

function countBy<Each>(all: readonly Each[], keyOf: (each: Each) => string): Record<string, number> {
  const counts = [...Map.groupBy(all, keyOf)].map(([key, each]): [string, number] => [key, each.length]);
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

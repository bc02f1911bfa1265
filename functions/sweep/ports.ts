import type { ZoneRowPorts } from '../../shared/ledger/write-zone-row.ts';
import type { BookTokens } from '../../shared/quota/write-bookings.ts';
import type { ListRecordSets } from '../../shared/route53/list-record-sets.ts';
import type { SweepPorts } from '../../shared/sweep/write-sweep-hints.ts';

/** The world as the full sweep knows it. */
export interface SweepWorld extends SweepPorts, ZoneRowPorts {
  readonly bookTokens: BookTokens;
  readonly listRecordSets: ListRecordSets;
  readonly newId: () => string;
  /** Waits about so many milliseconds, with jitter. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** One invocation. */
export interface SweepRun {
  /** Told as the cause of each hint. */
  readonly runId: string;
  /** Nobody asked for it: its looks leave time to events that are late. */
  readonly isScheduled: boolean;
  /** Milliseconds until it is ended. */
  readonly remaining: () => number;
  /** A zone, or a part of it, that could not be read. */
  readonly tellUnread: (line: { readonly zoneId: string; readonly reason: string }) => void;
}

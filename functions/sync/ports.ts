import type { Cause, Hint } from '../../shared/events/hint.ts';
import type {
  ReadFreezes,
  ReadLoadBalancerRows,
  ReadNameRows,
  ReadZoneRows,
} from '../../shared/ledger/read-rows.ts';
import type { NameKey, Outcome } from '../../shared/ledger/rows.ts';
import type { WriteRows } from '../../shared/ledger/write-rows.ts';
import type { LoadBalancerId, Look } from '../../shared/load-balancers/load-balancer.ts';
import type { ReadReadiness } from '../../shared/load-balancers/read-readiness.ts';
import type { BookTokens } from '../../shared/quota/write-bookings.ts';
import type { ApplyChanges } from '../../shared/route53/apply-changes.ts';
import type { ListRecordSets } from '../../shared/route53/list-record-sets.ts';
import type { Survey, SurveyAsk } from '../../shared/surveys/survey.ts';
import type { Drift } from '../../shared/zones/zone.ts';
import type { Found } from './finds.ts';

/** One decision about one name, as it is logged when it changes. */
export interface DecisionLine {
  readonly hostname: string;
  readonly zoneId?: string;
  readonly loadBalancer: LoadBalancerId;
  readonly outcome: Outcome | 'left';
  readonly reason: string;
  /** What stands of it at the name, as people read it: `A alias to x.elb.amazonaws.com (set blue, weight 10)`. */
  readonly records: readonly string[];
  /** Of the cause, by itself for those who filter by it. */
  readonly eventId: string;
  readonly cause: Cause;
}

/** A tag that asks for nothing, as it is logged when it appears. */
export interface IgnoredTagLine {
  readonly loadBalancer: LoadBalancerId;
  readonly key: string;
  readonly reason: string;
  readonly eventId: string;
  readonly cause: Cause;
}

/** What one sent batch came to. */
export interface BatchLine {
  readonly zoneId: string;
  readonly hostnames: readonly string[];
  readonly answer: string;
  readonly detail: string;
}

/** A zone's brake that tripped. */
export interface BrakeLine {
  readonly zoneId: string;
  readonly kind: 'removals' | 'retargets';
  /** How many names within the window, those included that did not pass. */
  readonly names: number;
  readonly limit: number;
  /** Seconds. */
  readonly window: number;
  /** ISO 8601. */
  readonly since: string;
}

/** Records of ours that somebody else changed or removed. */
export interface DriftLine {
  readonly hostname: string;
  readonly zoneId: string;
  /** What stood of ours, as people read it. */
  readonly records: readonly string[];
  readonly drift: Drift;
  readonly eventId: string;
  readonly cause: Cause;
}

/** What a sweep found and no event told. */
export interface FindLine {
  readonly loadBalancer: LoadBalancerId;
  readonly found: Found;
  /** Those that it asked for or asks for. */
  readonly names: readonly NameKey[];
  /** Of the cause, by itself for those who filter by it. */
  readonly eventId: string;
  readonly cause: Cause;
}

export interface HintToSend {
  readonly hint: Hint;
  readonly delaySeconds?: number;
}

/** The world as `sync` knows it. Each port does one thing to it, completely, or throws. */
export interface Ports {
  readonly readLoadBalancerRows: ReadLoadBalancerRows;
  readonly readNameRows: ReadNameRows;
  readonly readFreezes: ReadFreezes;
  readonly readZoneRows: ReadZoneRows;
  readonly writeRows: WriteRows;
  readonly listLoadBalancers: (ids: readonly LoadBalancerId[]) => Promise<ReadonlyMap<LoadBalancerId, Look>>;
  readonly readReadiness: ReadReadiness;
  readonly readSurvey: (cluster: string) => Promise<Survey | undefined>;
  /** Before any request to Route 53. */
  readonly bookTokens: BookTokens;
  readonly listRecordSets: ListRecordSets;
  readonly applyChanges: ApplyChanges;
  readonly writeHints: (hints: readonly HintToSend[]) => Promise<void>;
  readonly writeSurveyAsk: (ask: SurveyAsk) => Promise<void>;
}

/** What a run has besides the world: time, chance, and somebody to tell. */
export interface Run {
  /** Epoch ms. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Waits about so many milliseconds, with jitter: half as much more or less at the most. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds until the invocation is ended. */
  readonly remaining: () => number;
  /** Lambda's request id: the comment of each batch carries it. */
  readonly requestId: string;
  readonly tellDecision: (line: DecisionLine) => void;
  readonly tellIgnoredTag: (line: IgnoredTagLine) => void;
  readonly tellBatch: (line: BatchLine) => void;
  readonly tellBrake: (line: BrakeLine) => void;
  readonly tellFind: (line: FindLine) => void;
  readonly tellDrift: (line: DriftLine) => void;
}

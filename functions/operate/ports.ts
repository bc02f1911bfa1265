import type { CountDeadLetters, ReadDeadLetters } from '../../shared/dead-letters/read-dead-letters.ts';
import type { BringBack, DeleteDeadLetters } from '../../shared/dead-letters/write-dead-letters.ts';
import type { WriteHints } from '../../shared/events/write-hints.ts';
import type { ReadQuotaRow } from '../../shared/ledger/read-rows.ts';
import type { WriteRows } from '../../shared/ledger/write-rows.ts';
import type { ReadArchive, ReadReplay } from '../../shared/replays/read-replay.ts';
import type { CancelReplay, StartReplay } from '../../shared/replays/write-replay.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SweepPorts } from '../../shared/sweep/write-sweep-hints.ts';
import type { Ports } from '../sync/ports.ts';

/** The world as `operate` knows it: the ledger, the queues, the archive, which load balancers there are. No Route 53. */
export interface OperatePorts
  extends Pick<SweepPorts, 'listAllLoadBalancers' | 'listLedgerRows'>,
    Pick<Ports, 'readFreezes' | 'readLoadBalancerRows' | 'readNameRows' | 'readZoneRows'>,
    Pick<Ports, 'listLoadBalancers' | 'readReadiness' | 'readSurvey'> {
  readonly readQuotaRow: ReadQuotaRow;
  readonly writeRows: WriteRows;
  readonly writeHints: WriteHints;
  readonly readArchive: ReadArchive;
  readonly readReplay: ReadReplay;
  readonly startReplay: StartReplay;
  readonly cancelReplay: CancelReplay;
  readonly readDeadLetters: ReadDeadLetters;
  readonly countDeadLetters: CountDeadLetters;
  readonly bringBack: BringBack;
  readonly deleteDeadLetters: DeleteDeadLetters;
}

/** What an invocation has besides the world. */
export interface Call {
  /** Epoch ms. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Waits about so many milliseconds, with jitter. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds until the invocation is ended. */
  readonly remaining: () => number;
  /** Lambda's request id: every hint carries it as the event behind it. */
  readonly requestId: string;
  readonly region: string;
  /** The account that the stack is in. */
  readonly account: string;
  readonly settings: Settings;
  /** The name of the stack's archive: its replays are called after it. */
  readonly archive: string;
}

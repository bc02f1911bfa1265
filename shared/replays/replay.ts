/** What to replay of the archive: events whose `time` is in [from, to), epoch ms. */
export interface ReplayWindow {
  readonly from: number;
  readonly to: number;
}

export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

/** A replay as EventBridge describes it; times in epoch ms. */
export interface Replay extends ReplayWindow {
  readonly name: string;
  readonly state: ReplayState;
  /** Why it is in that state, where EventBridge says so. */
  readonly reason?: string;
  /** `time` of the last event that was replayed. */
  readonly lastReplayed?: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** The archive as EventBridge describes it. */
export interface Archive {
  readonly createdAt: number;
  /** 0: for ever. */
  readonly retentionDays: number;
  /** May be a day behind. */
  readonly events: number;
}

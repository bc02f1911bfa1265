/** A call to a service that the front plays. */
export interface RecordedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly service: string;
  readonly account: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly body: string;
  readonly status: number;
  /** Of the answer, as AWS would tell it. */
  readonly requestId: string;
}

import type { FaultKind } from '../faults/faults.ts';

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
  /** Of a refusal, in XML: `Throttling`. */
  readonly error?: string;
  /** What befell it, if something did: then nobody got this answer. */
  readonly fault?: FaultKind;
  /** Of the answer, as AWS would tell it. */
  readonly requestId: string;
}

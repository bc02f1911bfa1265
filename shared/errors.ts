/** Base of every error that this project throws on purpose. `cause` keeps what led to it. */
export class SignpostError extends Error {
  override readonly name: string = 'SignpostError';
}

/** What a message lacks: `field` as a path (`detail.requestParameters.loadBalancerArn`), the rest in words. */
export interface Unreadable {
  readonly field: string;
  readonly got: unknown;
  readonly expected: string;
}

/** A message of the hint queue that is neither an event that we listen to nor one of our own. */
export class UnreadableMessage extends SignpostError {
  override readonly name = 'UnreadableMessage';
  readonly field: string;

  constructor({ field, got, expected }: Unreadable, options?: ErrorOptions) {
    super(
      `Unreadable message: ${field} is ${told(got)}, expected ${expected}. Nothing was done for it: ` +
        'delete it from the dead-letter queue if it is not from AWS; if it is, report it with its body.',
      options,
    );
    this.field = field;
  }
}

const TOLD = 120;

function told(value: unknown): string {
  if (value === undefined || value === null) return 'absent';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > TOLD ? `${json.slice(0, TOLD)}…` : json;
}

/** The ledger holds a row of a later version of this program: this one must not write over it. */
export class NewerLedger extends SignpostError {
  override readonly name = 'NewerLedger';

  constructor(pk: string, got: number, known: number) {
    super(
      `Ledger row ${pk} has schema ${got}, this version knows ${known} at most and writes nothing: ` +
        'deploy the version that wrote it, or a later one.',
    );
  }
}

/** Nothing is wrong: the share of Route 53's quota that the settings allow is spent for now. */
export class OutOfQuota extends SignpostError {
  override readonly name = 'OutOfQuota';
  /** Seconds until tokens would be there if nobody else took them. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(
      `The share of Route 53's quota is spent (quota in the settings): comes back when there are tokens, in about ${retryAfter} s`,
    );
    this.retryAfter = retryAfter;
  }
}

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

/**
 * A message of our own that a later version of this program sent: during a deploy, or before a rollback. It is not lost:
 * it goes back to its queue, and whoever reads that version takes it.
 */
export class NewerMessage extends SignpostError {
  override readonly name = 'NewerMessage';

  constructor(what: string, got: number, known: number) {
    super(
      `The ${what} has version ${got}, this version of Signpost reads ${known} at most: it goes back to the queue. ` +
        'During a deploy that is over in a moment; else deploy the version that sent it, or a later one.',
    );
  }
}

const TOLD = 120;

function told(value: unknown): string {
  return value === undefined || value === null ? 'absent' : tellValue(value, TOLD);
}

/** A value as an error tells it: JSON, so many characters of it at the most. */
export function tellValue(value: unknown, most: number): string {
  let json: string;
  try {
    json = JSON.stringify(value) ?? String(value);
  } catch {
    // Nested too deep: JSON.parse takes more than JSON.stringify does.
    return 'something nested too deep to be told';
  }
  return json.length > most ? `${json.slice(0, most)}…` : json;
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

/** A row of the ledger that no version of this program wrote so. */
export class UnreadableRow extends SignpostError {
  override readonly name = 'UnreadableRow';
  readonly field: string;

  constructor(pk: string, { field, got, expected }: Unreadable) {
    super(
      `Ledger row ${pk} cannot be read: ${field} is ${told(got)}, expected ${expected}. Nothing is written: restore the ` +
        'row from a backup of the table (point-in-time recovery); deleted, it forgets which records are ours.',
    );
    this.field = field;
  }
}

/** A survey document that no version of this program wrote so. */
export class UnreadableSurvey extends SignpostError {
  override readonly name = 'UnreadableSurvey';
  readonly field: string;

  constructor({ field, got, expected }: Unreadable, options?: ErrorOptions) {
    super(
      `The survey document cannot be read: ${field} is ${told(got)}, expected ${expected}. What it would decide stays ` +
        'as it is: delete the document, the next survey writes it anew.',
      options,
    );
    this.field = field;
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

/** A refusal in AWS's words: `name` is the error code as SDK v3 shows it on the thrown error. */
export class AwsError extends Error {
  readonly status: number;
  /** Further members of the error's shape, e.g. `CancellationReasons`, and SDK-like `$metadata`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.status = options.status ?? 400;
    this.details = options.details ?? {};
    Object.assign(this, this.details, { $fault: this.status < 500 ? 'client' : 'server' });
    Object.assign(this, { $metadata: { httpStatusCode: this.status } });
  }
}

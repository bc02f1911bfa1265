import type { Caller } from '../caller.ts';

/** A request to one AWS service after the front found out which service and who calls. */
export interface HttpRequest extends Caller {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Throws AWS's denial unless the caller may; absent where nobody's permissions are looked at. */
  readonly authorize?: ((asked: Asked) => void) | undefined;
}

/** What IAM is asked about a call. */
export interface Asked {
  /** `route53:ChangeResourceRecordSets` */
  readonly action: string;
  /** Its ARN; `*` for a call that takes none. */
  readonly resource: string;
  /** The service's own condition keys. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One AWS service over HTTP. Never throws: refusals are answered in the service's own protocol. */
export type HttpService = (request: HttpRequest) => Promise<HttpResponse>;

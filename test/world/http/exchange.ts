import type { Caller } from '../caller.ts';

/** A request to one AWS service after the front found out which service and who calls. */
export interface HttpRequest extends Caller {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One AWS service over HTTP. Never throws: refusals are answered in the service's own protocol. */
export type HttpService = (request: HttpRequest) => Promise<HttpResponse>;

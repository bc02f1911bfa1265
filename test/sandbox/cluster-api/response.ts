export interface KubernetesResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export function success(body: object): KubernetesResponse {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(body) };
}

/** A refusal in the API server's form: kind Status. */
export function failure(status: number, reason: string, message: string): KubernetesResponse {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code: status,
  };
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** What no handler serves: an API group or resource that the cluster does not have. */
export function notFound(): KubernetesResponse {
  return { status: 404, contentType: 'text/plain; charset=utf-8', body: '404 page not found\n' };
}

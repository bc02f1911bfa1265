import type { Manifest } from './manifests.ts';
import { failure, type KubernetesResponse, success } from './response.ts';

/**
 * One page of a list by `limit` and `continue`. A token of an older state of the manifests answers 410, as an API
 * server does whose history was compacted: the sandbox keeps no history.
 */
export function page(
  query: URLSearchParams,
  kind: string,
  apiVersion: string,
  objects: readonly Manifest[],
  resourceVersion: string,
): KubernetesResponse {
  const token = query.get('continue');
  let start = 0;
  if (token !== null && token !== '') {
    const [version, next] = Buffer.from(token, 'base64url').toString().split(':');
    if (next === undefined || !/^\d+$/.test(next))
      return failure(400, 'BadRequest', 'continue key is not valid');
    if (version !== resourceVersion) {
      return failure(
        410,
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
      );
    }
    start = Number(next);
  }
  const limit = Number(query.get('limit') ?? 0);
  const end = limit > 0 ? Math.min(start + limit, objects.length) : objects.length;
  const rest = objects.length - end;
  return success({
    kind: `${kind}List`,
    apiVersion,
    metadata: {
      resourceVersion,
      ...(rest > 0
        ? {
            continue: Buffer.from(`${resourceVersion}:${end}`).toString('base64url'),
            remainingItemCount: rest,
          }
        : {}),
    },
    items: objects.slice(start, end).map((object) => ({ ...object, apiVersion })),
  });
}

import * as z from 'zod';
import type { KubernetesGet } from './kubernetes-get.ts';
import { adviceOn, KubernetesError, readJson } from './read-json.ts';

/** What kubectl asks for: small enough for a request, large enough for few of them. */
const PAGE = 500;

const list = z.object({
  kind: z.string().endsWith('List'),
  metadata: z.object({ continue: z.string().optional() }).optional(),
  items: z.array(z.unknown()),
});

/** Every object of a collection in all namespaces. Everything or an error: a collection that is not there is one too. */
export async function listObjects(get: KubernetesGet, path: string): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let next: string | undefined;
  do {
    const query: string = next === undefined ? '' : `&continue=${encodeURIComponent(next)}`;
    const page = await readJson(get, `${path}?limit=${PAGE}${query}`, list);
    if (page === undefined)
      throw new KubernetesError(`GET ${path} was answered 404, expected a list${adviceOn(404)}`);
    items.push(...page.items);
    const token: string | undefined = page.metadata?.continue || undefined;
    if (token !== undefined && token === next) {
      throw new KubernetesError(
        `GET ${path} answers the same continue token again, expected another or none: the list would have no end`,
      );
    }
    next = token;
  } while (next !== undefined);
  return items;
}

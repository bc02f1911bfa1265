import * as z from 'zod';
import type { KubernetesGet } from './kubernetes-get.ts';
import { listObjects } from './list-objects.ts';
import { adviceOn, KubernetesError, readJson } from './read-json.ts';

const version = z.object({ version: z.string() });
const apiGroup = z.object({
  kind: z.literal('APIGroup'),
  versions: z.array(version).min(1),
  preferredVersion: version.optional(),
});
const resourceList = z.object({
  kind: z.literal('APIResourceList'),
  resources: z.array(z.object({ name: z.string() })),
});

/**
 * By custom resource of a group every object, each in the version that the cluster prefers among those that have it. What
 * discovery does not know is not installed and not among the answers; that a list is 404 says nothing by itself and is an
 * error.
 */
export async function listGroup(
  get: KubernetesGet,
  group: string,
  resources: readonly string[],
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const listed = new Map<string, readonly unknown[]>();
  const installed = await readJson(get, `/apis/${group}`, apiGroup);
  if (installed === undefined) return listed;
  const versions = [installed.preferredVersion, ...installed.versions].flatMap(
    (known) => known?.version ?? [],
  );
  for (const candidate of new Set(versions)) {
    const wanted = resources.filter((resource) => !listed.has(resource));
    if (wanted.length === 0) break;
    const path = `/apis/${group}/${candidate}`;
    const served = await readJson(get, path, resourceList);
    if (served === undefined) {
      const expected = `a list of resources, because /apis/${group} names this version`;
      throw new KubernetesError(`GET ${path} was answered 404, expected ${expected}${adviceOn(404)}`);
    }
    const names = new Set(served.resources.map(({ name }) => name));
    for (const resource of wanted.filter((each) => names.has(each)))
      listed.set(resource, await listObjects(get, `${path}/${resource}`));
  }
  return listed;
}

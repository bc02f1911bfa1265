import * as z from 'zod';
import type { KubernetesGet } from './kubernetes-get.ts';
import { listObjects } from './list-objects.ts';
import { KubernetesError, readJson } from './read-json.ts';

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
 * Every object of a custom resource in the version that the cluster prefers among those that have it. Undefined if discovery
 * says that the group or the resource is not installed; that a list is 404 says nothing by itself and is an error.
 */
export async function listCustomObjects(
  get: KubernetesGet,
  group: string,
  resource: string,
): Promise<readonly unknown[] | undefined> {
  const installed = await readJson(get, `/apis/${group}`, apiGroup);
  if (installed === undefined) return undefined;
  const versions = [installed.preferredVersion, ...installed.versions].flatMap(
    (known) => known?.version ?? [],
  );
  for (const candidate of new Set(versions)) {
    const path = `/apis/${group}/${candidate}`;
    const served = await readJson(get, path, resourceList);
    if (served === undefined) {
      throw new KubernetesError(`GET ${path} was answered 404, though /apis/${group} names this version`);
    }
    if (served.resources.some(({ name }) => name === resource))
      return listObjects(get, `${path}/${resource}`);
  }
  return undefined;
}

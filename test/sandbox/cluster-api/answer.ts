import { type Collection, collectionsOf } from './collections.ts';
import type { Manifests } from './manifests.ts';
import { page } from './page.ts';
import { failure, type KubernetesResponse, notFound, success } from './response.ts';
import type { Allows } from './rules.ts';

/** Answers one authenticated GET as an API server whose etcd holds `manifests`. Authorisation comes before routing. */
export function answer(url: URL, manifests: Manifests, allows: Allows): KubernetesResponse {
  const collections = collectionsOf(manifests.objects);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (url.pathname === '/version') return success({ major: '1', minor: '34', gitVersion: 'v1.34.0-sandbox' });
  if (url.pathname === '/api') return success({ kind: 'APIVersions', versions: ['v1'] });
  if (url.pathname === '/apis') {
    const groups = [...new Set(collections.map(({ group }) => group))].filter((group) => group !== '').sort();
    return success({
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((group) => groupOf(group, collections)),
    });
  }
  if (parts[0] === 'api') return grouped('', parts.slice(1));
  if (parts[0] !== 'apis') return notFound();
  const group = parts[1] ?? '';
  if (parts.length > 2) return grouped(group, parts.slice(2));
  return collections.some((known) => known.group === group)
    ? success({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group, collections) })
    : notFound();

  function grouped(name: string, [version = '', ...rest]: readonly string[]): KubernetesResponse {
    const served = collections.filter((known) => known.group === name && known.versions.includes(version));
    if (rest.length === 0)
      return served.length === 0 ? notFound() : success(resourceList(name, version, served));
    const scoped = rest[0] === 'namespaces' && rest.length > 2;
    const namespace = scoped ? rest[1] : undefined;
    const [resource = '', object, ...more] = scoped ? rest.slice(2) : rest;
    if (!allows(object === undefined ? 'list' : 'get', name, resource)) return forbidden(resource, name);
    const collection = served.find((known) => known.resource === resource);
    if (collection === undefined || more.length > 0) return notFound();
    const objects = collection.objects.filter(
      (item) => namespace === undefined || item.metadata.namespace === namespace,
    );
    const apiVersion = name === '' ? version : `${name}/${version}`;
    if (object === undefined)
      return page(url.searchParams, collection.kind, apiVersion, objects, manifests.version);
    const item = objects.find(({ metadata }) => metadata.name === object);
    return item === undefined
      ? failure(404, 'NotFound', `${resource} "${object}" not found`)
      : success({ ...item, apiVersion });
  }
}

function groupOf(name: string, collections: readonly Collection[]): object {
  const versions = [
    ...new Set(collections.filter(({ group }) => group === name).flatMap((known) => known.versions)),
  ]
    .sort(byPriority)
    .map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** Kubernetes prefers v1 to v1beta1 to v1alpha3. */
function byPriority(a: string, b: string): number {
  const rank = (version: string) => (version.includes('alpha') ? 2 : version.includes('beta') ? 1 : 0);
  return rank(a) - rank(b) || (a < b ? 1 : -1);
}

function resourceList(group: string, version: string, served: readonly Collection[]): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: served.map(({ resource, kind, namespaced }) => ({
      name: resource,
      kind,
      namespaced,
      singularName: kind.toLowerCase(),
      verbs: ['get', 'list'],
    })),
  };
}

function forbidden(resource: string, group: string): KubernetesResponse {
  const message = `${resource}${group === '' ? '' : `.${group}`} is forbidden: User "signpost" cannot list resource "${resource}" in API group "${group}" at the cluster scope`;
  return failure(403, 'Forbidden', message);
}

import type { Manifest } from './manifests.ts';

/** What a path like `/apis/GROUP/VERSION/RESOURCE` lists. */
export interface Collection {
  /** Empty for the core group. */
  readonly group: string;
  /** Every version that some manifest uses: each object is served in all of them, as the API server converts. */
  readonly versions: readonly string[];
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly objects: readonly Manifest[];
}

const CLUSTER_SCOPED =
  /^(Namespace|Node|PersistentVolume|StorageClass|IngressClass|GatewayClass|IngressClassParams|.*Webhook.*|ClusterRole|ClusterRoleBinding|CustomResourceDefinition)$/;
/** Group, version and kind of what every API server has. */
const CORE = [
  ...['Namespace', 'Node', 'Pod', 'Service', 'Secret', 'ConfigMap'].map((kind) => ['', 'v1', kind] as const),
  ['networking.k8s.io', 'v1', 'Ingress'] as const,
];
const CRD = 'CustomResourceDefinition';

interface CrdSpec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly served?: boolean }[];
}

/** All collections that the manifests make, the core ones always, and those of CustomResourceDefinitions, even if empty. */
export function collectionsOf(objects: readonly Manifest[]): readonly Collection[] {
  const found = new Map<
    string,
    { group: string; kind: string; versions: Set<string>; objects: Manifest[] }
  >();
  const collection = (group: string, kind: string) => {
    const key = `${group}/${kind}`;
    const known = found.get(key) ?? { group, kind, versions: new Set<string>(), objects: [] };
    found.set(key, known);
    return known;
  };
  for (const [group, version, kind] of CORE) collection(group, kind).versions.add(version);
  for (const object of objects) {
    const { group, version } = groupVersion(object.apiVersion);
    const into = collection(group, object.kind);
    into.versions.add(version);
    into.objects.push(object);
    if (object.kind !== CRD) continue;
    const spec = object['spec'] as CrdSpec;
    for (const served of spec.versions) {
      if (served.served !== false) collection(spec.group, spec.names.kind).versions.add(served.name);
    }
  }
  return [...found.values()].map((entry) => ({
    ...entry,
    versions: [...entry.versions].sort(),
    resource: plural(entry.kind),
    namespaced: !CLUSTER_SCOPED.test(entry.kind),
    objects: latest(entry.objects),
  }));
}

/** Namespace filled in, one object per name (the last document wins, as the last apply does), in etcd's order. */
function latest(objects: readonly Manifest[]): readonly Manifest[] {
  const byName = new Map<string, Manifest>();
  for (const object of objects) {
    const clusterScoped = CLUSTER_SCOPED.test(object.kind);
    const namespace = clusterScoped ? undefined : (object.metadata.namespace ?? 'default');
    byName.set(`${namespace ?? ''}/${object.metadata.name}`, {
      ...object,
      metadata: { ...object.metadata, ...(namespace === undefined ? {} : { namespace }) },
    });
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

function groupVersion(apiVersion: string): { group: string; version: string } {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

function plural(kind: string): string {
  const word = kind.toLowerCase();
  if (/(s|x|ch)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

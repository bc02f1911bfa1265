import { rename, writeFile } from 'node:fs/promises';
import { parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from '../sandbox/cluster-api/manifests.ts';

/** What `kubectl` and controllers do with one cluster of the sandbox: its folder holds what they have come to. */
export interface Cluster {
  readonly name: string;
  objects(): readonly Manifest[];
  apply(manifests: string): Promise<void>;
  delete(manifests: string): Promise<void>;
  /** Sets the status of an object that is there. */
  report(ref: string, status: object): Promise<void>;
  /** Takes all objects away. */
  clear(): Promise<void>;
}

/** `path`: the file of its folder that holds them. */
export function openCluster(path: string, name: string): Cluster {
  const objects = new Map<string, Manifest>();
  // The cluster is read at any time: it never sees half a file.
  const write = async () => {
    await writeFile(`${path}.new`, stringify({ kind: 'List', items: [...objects.values()] }));
    await rename(`${path}.new`, path);
  };
  return {
    name,
    objects: () => [...objects.values()],
    apply: async (manifests) => {
      for (const object of parsed(manifests)) {
        const before = objects.get(refOf(object));
        objects.set(refOf(object), {
          ...(before?.['status'] !== undefined && { status: before['status'] }),
          ...object,
          metadata: { ...object.metadata, generation: 1 },
        });
      }
      await write();
    },
    delete: async (manifests) => {
      for (const object of parsed(manifests))
        if (!objects.delete(refOf(object))) throw new Error(`There is no ${refOf(object)} to delete`);
      await write();
    },
    report: async (ref, status) => {
      const object = objects.get(ref);
      if (object === undefined) throw new Error(`There is no ${ref} whose status could be set`);
      objects.set(ref, { ...object, status });
      await write();
    },
    clear: async () => {
      objects.clear();
      await write();
    },
  };
}

/** `Service/istio-system/ingress`; kinds of the Gateway API by their whole name where Istio has them, too. */
export function refOf({ apiVersion, kind, metadata }: Manifest): string {
  const whole = kind === 'Gateway' && apiVersion.startsWith('gateway.') ? `${kind}.${GATEWAY_API}` : kind;
  return `${whole}/${metadata.namespace ?? 'default'}/${metadata.name}`;
}

const GATEWAY_API = 'gateway.networking.k8s.io';

function parsed(manifests: string): readonly Manifest[] {
  return parseAllDocuments(manifests).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

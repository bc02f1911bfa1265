import { CUSTOM_KINDS, KINDS, type Lists } from './kinds.ts';
import type { KubernetesGet } from './kubernetes-get.ts';
import { listGroup } from './list-group.ts';
import { listObjects } from './list-objects.ts';

/** Kinds that every cluster has, in the version that every supported Kubernetes serves. */
const CORE = {
  Service: '/api/v1/services',
  Namespace: '/api/v1/namespaces',
  Ingress: '/apis/networking.k8s.io/v1/ingresses',
} as const;

/**
 * Everything that a survey reads, of all namespaces; a custom kind that is not installed is undefined. Everything or an
 * error. Groups are read side by side, within a group one list after the other. Of several errors always the same is
 * told, and not the one that came first: what hinders a cluster stays one reason until something changes.
 */
export async function listCluster(get: KubernetesGet): Promise<Lists> {
  const core = Object.entries(CORE).map(
    async ([kind, path]): Promise<Lists> => ({ [kind]: await listObjects(get, path) }),
  );
  const groups = [...new Set(CUSTOM_KINDS.map((kind) => KINDS[kind].group))].map(
    async (group): Promise<Lists> => {
      const kinds = CUSTOM_KINDS.filter((kind) => KINDS[kind].group === group);
      const listed = await listGroup(
        get,
        group,
        kinds.map((kind) => KINDS[kind].resource),
      );
      return Object.fromEntries(kinds.map((kind) => [kind, listed.get(KINDS[kind].resource)]));
    },
  );
  const reads = [...core, ...groups];
  await Promise.allSettled(reads);
  const lists: Lists[] = [];
  for (const read of reads) lists.push(await read);
  return Object.fromEntries(lists.flatMap((each) => Object.entries(each)));
}

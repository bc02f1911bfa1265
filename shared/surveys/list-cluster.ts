import type { Lists } from './build-survey.ts';
import { CUSTOM_KINDS, KINDS, type Kind } from './kinds.ts';
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
 * error. Groups are read side by side, within a group one list after the other.
 */
export async function listCluster(get: KubernetesGet): Promise<Lists> {
  const core = Object.entries(CORE).map(
    async ([kind, path]) => [[kind, await listObjects(get, path)]] as const,
  );
  const groups = [...new Set(CUSTOM_KINDS.map((kind) => KINDS[kind].group))].map(async (group) => {
    const kinds = CUSTOM_KINDS.filter((kind) => KINDS[kind].group === group);
    const listed = await listGroup(
      get,
      group,
      kinds.map((kind) => KINDS[kind].resource),
    );
    return kinds.map((kind): readonly [Kind, Lists[Kind]] => [kind, listed.get(KINDS[kind].resource)]);
  });
  return Object.fromEntries((await Promise.all([...core, ...groups])).flat());
}

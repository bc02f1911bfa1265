import { Agent, fetch } from 'undici';
import type { KubernetesGet } from '../../shared/surveys/kubernetes-get.ts';
import type { ClusterPorts } from './cluster.ts';
import { type Credentials, signToken } from './sign-token.ts';

export interface Limits {
  /** Milliseconds for one request, connecting and the whole body included. */
  readonly request: number;
  /** Milliseconds for the whole survey of a cluster. */
  readonly survey: number;
}

export function clusterPorts(
  credentials: Credentials,
  limits: Limits,
  log: ClusterPorts['log'],
  now = Date.now,
): ClusterPorts {
  return {
    now,
    log,
    connect: async (request, read) => {
      const token = await signToken(credentials, request.region, request.name, now());
      const ca = Buffer.from(request.certificateAuthority, 'base64').toString();
      const agent = new Agent({ connect: { ca, timeout: limits.request } });
      const end = AbortSignal.timeout(limits.survey);
      const get: KubernetesGet = async (path) => {
        const response = await fetch(new URL(path, request.endpoint), {
          dispatcher: agent,
          headers: { accept: 'application/json', authorization: `Bearer ${token}` },
          redirect: 'error',
          signal: AbortSignal.any([end, AbortSignal.timeout(limits.request)]),
        });
        return { status: response.status, body: await response.text() };
      };
      try {
        return await read(get);
      } finally {
        await agent.destroy();
      }
    },
  };
}

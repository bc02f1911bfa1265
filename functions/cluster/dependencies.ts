import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { Agent, fetch } from 'undici';
import type { KubernetesGet } from '../../shared/kubernetes/kubernetes-get.ts';
import type { ClusterPorts } from './cluster.ts';
import { type Credentials, type Presign, signToken } from './sign-token.ts';

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
  const presign = presigner(credentials);
  return {
    now,
    log,
    connect: async (request, read) => {
      const token = await signToken(presign, request.region, request.name, now());
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

/** Signs offline, with the SDK's own signer. */
export function presigner(credentials: Credentials): Presign {
  return async (request, region, at) => {
    const signer = new SignatureV4({ credentials, region, service: 'sts', sha256: Sha256 });
    const signed = await signer.presign(request, { expiresIn: 60, signingDate: new Date(at) });
    return signed.query ?? {};
  };
}

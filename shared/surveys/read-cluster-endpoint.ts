import { DescribeClusterCommand, type EKSClient } from '@aws-sdk/client-eks';
import { SignpostError } from '../errors.ts';
import type { ClusterRequest } from './cluster-request.ts';

/** Where the API server of a cluster is, as EKS says. Throws if EKS knows no such cluster or not yet where it is. */
export function readClusterEndpoint(client: EKSClient, region: string, tagPrefix: string) {
  return async (name: string, signal: AbortSignal): Promise<ClusterRequest> => {
    const { cluster } = await client.send(new DescribeClusterCommand({ name }), { abortSignal: signal });
    const endpoint = cluster?.endpoint;
    const certificateAuthority = cluster?.certificateAuthority?.data;
    if (!endpoint || !certificateAuthority) {
      throw new SignpostError(
        `EKS names no endpoint or certificate authority of cluster ${name} (its status is ${cluster?.status}).`,
      );
    }
    return { name, endpoint, certificateAuthority, region, tagPrefix };
  };
}

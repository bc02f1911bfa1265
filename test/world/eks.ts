import { AwsError } from './aws-error.ts';
import type { Caller, Operations } from './caller.ts';
import type { Clock } from './clock.ts';
import { byAccount } from './load-balancers/by-account.ts';

/** A cluster whose API somebody serves. */
export interface RegisteredCluster {
  readonly name: string;
  /** `https://...` */
  readonly endpoint: string;
  /** PEM in base64, as DescribeCluster hands it out. */
  readonly certificateAuthority: string;
  readonly status?: 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED' | 'UPDATING' | 'PENDING';
}

export interface Eks {
  readonly operations: Operations;
  /** Adds a cluster to the account and Region, or changes it. */
  register(cluster: RegisteredCluster, caller: Caller): void;
  remove(name: string, caller: Caller): void;
}

/** EKS, as far as reading a cluster's address and CA goes. */
export function createEks({ clock }: { clock: Clock }): Eks {
  const clustersOf = byAccount(() => new Map<string, RegisteredCluster & { createdAt: number }>());
  return {
    register: (cluster, caller) => {
      const createdAt = clustersOf(caller).get(cluster.name)?.createdAt ?? clock();
      clustersOf(caller).set(cluster.name, { ...cluster, createdAt });
    },
    remove: (name, caller) => {
      clustersOf(caller).delete(name);
    },
    operations: {
      DescribeCluster: ({ name = '' }: { name?: string }, caller) => {
        const cluster = clustersOf(caller).get(name);
        if (cluster !== undefined) return { cluster: view(cluster, caller) };
        throw new AwsError('ResourceNotFoundException', `No cluster found for name: ${name}.`, {
          status: 404,
        });
      },
    },
  };
}

function view(cluster: RegisteredCluster & { createdAt: number }, { account, region }: Caller) {
  const { name, endpoint, certificateAuthority, status = 'ACTIVE', createdAt } = cluster;
  const made = status !== 'CREATING' && status !== 'PENDING';
  return {
    name,
    arn: `arn:aws:eks:${region}:${account}:cluster/${name}`,
    createdAt: new Date(createdAt),
    version: '1.34',
    // A cluster that is still being made has neither yet.
    endpoint: made ? endpoint : undefined,
    certificateAuthority: made ? { data: certificateAuthority } : undefined,
    status,
    roleArn: `arn:aws:iam::${account}:role/cluster`,
    resourcesVpcConfig: { vpcId: 'vpc-sandbox', endpointPublicAccess: true, endpointPrivateAccess: false },
    accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
    tags: {},
  };
}

import type { ContractRow } from '../registry.ts';

export const eksRows = [
  {
    id: 'eks.describe.address',
    fact: 'DescribeCluster gives endpoint (https) and certificateAuthority.data (PEM in base64), and the status',
    source: 'botocore eks Cluster',
  },
  {
    id: 'eks.describe.missing',
    fact: 'a cluster that is not there: ResourceNotFoundException',
    source: 'botocore eks DescribeCluster',
  },
  {
    id: 'eks.describe.creating',
    fact: 'a cluster that is being made has no endpoint and no certificate authority yet',
    source: 'AWS EKS API reference, Cluster',
  },
] as const satisfies readonly ContractRow[];

import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { ClusterSettings } from '../settings.ts';

/** The group that the project's RBAC manifest binds to the reader's ClusterRole. */
export const READERS = 'signpost-readers';

/** Access entries of clusters with `access: managed`; of the others you make them yourself. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, clusters: readonly ClusterSettings[], names: Names, arns: Arns) {
    super(scope, id);
    for (const { name, vpc } of clusters.filter(({ access }) => access === 'managed')) {
      new CfnAccessEntry(this, name, {
        clusterName: name,
        principalArn: arns.role(vpc ? names.clusterInVpc : names.cluster),
        kubernetesGroups: [READERS],
        type: 'STANDARD',
      });
    }
  }
}

import { CfnOutput } from 'aws-cdk-lib';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { ClusterSettings } from '../settings.ts';

/** The group that the project's RBAC manifest binds to the reader's ClusterRole. */
export const READERS = 'signpost-readers';

/**
 * Access entries of clusters with `access: managed`; of the others you make them yourself, and the stack's outputs say how:
 * as a command and as Terraform. Either way the group's rights come from k8s/signpost-reader.yaml.
 */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, clusters: readonly ClusterSettings[], names: Names, arns: Arns) {
    super(scope, id);
    for (const { name, vpc, access } of clusters) {
      const role = arns.role(vpc ? names.clusterInVpc : names.cluster);
      if (access === 'managed') this.grant(name, role);
      else this.tell(name, role);
    }
  }

  private grant(clusterName: string, principalArn: string): void {
    new CfnAccessEntry(this, clusterName, {
      clusterName,
      principalArn,
      kubernetesGroups: [READERS],
      type: 'STANDARD',
    });
  }

  private tell(cluster: string, role: string): void {
    const told = new Construct(this, cluster);
    new CfnOutput(told, 'Command', {
      description: `Lets Signpost into cluster ${cluster}, once; then apply k8s/signpost-reader.yaml there`,
      value: commandOf(cluster, role),
    });
    new CfnOutput(told, 'Terraform', {
      description: `The same for cluster ${cluster} as Terraform`,
      value: terraformOf(cluster, role),
    });
  }
}

function commandOf(cluster: string, role: string): string {
  return `aws eks create-access-entry --cluster-name ${cluster} --type STANDARD --kubernetes-groups ${READERS} --principal-arn ${role}`;
}

function terraformOf(cluster: string, role: string): string {
  return [
    `resource "aws_eks_access_entry" "signpost_${cluster}" {`,
    `  cluster_name      = "${cluster}"`,
    `  principal_arn     = "${role}"`,
    `  kubernetes_groups = ["${READERS}"]`,
    '  type              = "STANDARD"',
    '}',
  ].join('\n');
}

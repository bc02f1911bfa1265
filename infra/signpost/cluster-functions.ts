import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { type ClusterVpc, vpcsOf } from '../cluster-functions.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { SignpostFunction, type SignpostFunctionProps } from './signpost-function.ts';
import { CLUSTER_TIMEOUT } from './timing.ts';

/** The functions that talk to Kubernetes: one for public API servers, one in each VPC. */
export class ClusterFunctions extends Construct {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names) {
    super(scope, id);
    const common = {
      entry: 'cluster',
      description: 'Reads Services, Ingresses and Gateways of a cluster',
      settings,
      names,
    } as const satisfies Partial<SignpostFunctionProps>;

    if (settings.clusters.some(({ vpc }) => vpc === undefined)) {
      new SignpostFunction(this, 'Public', {
        ...common,
        functionName: names.cluster,
        roleName: names.cluster,
        lambda: size,
      });
    }
    for (const vpc of vpcsOf(settings)) {
      new SignpostFunction(this, vpc.id, {
        ...common,
        functionName: names.clusterFunctionIn(vpc.id),
        roleName: names.clusterInVpc,
        lambda: { ...size, ...inside(this, vpc) },
      });
    }
  }
}

const size = { timeout: CLUSTER_TIMEOUT, memorySize: 512 };

function inside(scope: Construct, { id, subnetIds, securityGroupIds }: ClusterVpc) {
  return {
    // The zones of the subnets are not needed to place a function, but CDK wants as many as there are subnets.
    vpc: Vpc.fromVpcAttributes(scope, `${id}Vpc`, {
      vpcId: id,
      availabilityZones: subnetIds.map((_, index) => `any-${index}`),
      privateSubnetIds: [...subnetIds],
    }),
    vpcSubnets: {
      subnets: subnetIds.map((subnetId) => Subnet.fromSubnetId(scope, `${id}${subnetId}`, subnetId)),
    },
    securityGroups: securityGroupIds.map((groupId) =>
      SecurityGroup.fromSecurityGroupId(scope, `${id}${groupId}`, groupId, { mutable: false }),
    ),
  };
}

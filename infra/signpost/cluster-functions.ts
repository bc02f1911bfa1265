import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
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
      const inside = new SignpostFunction(this, vpc.id, {
        ...common,
        functionName: names.clusterFunctionIn(vpc.id),
        roleName: names.clusterInVpc,
        lambda: size,
      });
      place(inside, vpc);
    }
  }
}

/** All objects are held at once: 10,000 each of Services, Ingresses, VirtualServices and Routes took 500 MB. CPU comes with memory. */
const size = { timeout: CLUSTER_TIMEOUT, memorySize: 1024 };

/** The ids as they are: CDK's own Vpc construct wants to know zones and route tables, which Lambda does not. */
function place(target: SignpostFunction, { subnetIds, securityGroupIds }: ClusterVpc): void {
  const resource = target.node.defaultChild;
  if (!(resource instanceof CfnFunction))
    throw new Error('NodejsFunction no longer keeps its CfnFunction as default child');
  resource.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] };
}

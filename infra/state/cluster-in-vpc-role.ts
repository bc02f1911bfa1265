import { Effect } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import { vpcsOf } from '../cluster-functions.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';

const DESCRIBE = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
const INTERFACES = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Reads clusters from inside their VPCs. The network interfaces are Lambda's to make, never the function's code's: only a
 * call of a function's code has `lambda:SourceFunctionArn`.
 */
export class ClusterInVpcRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    const functionNames = vpcsOf(settings).map(({ id: vpcId }) => names.clusterFunctionIn(vpcId));
    super(scope, id, {
      roleName: names.clusterInVpc,
      functionNames,
      description: `${settings.name}: reads Services, Ingresses and Gateways of clusters inside VPCs`,
      arns,
      grants: [
        {
          sid: 'DescribeNetwork',
          actions: DESCRIBE,
          resources: ['*'],
          wildcard: 'EC2’s Describe calls take no resource.',
        },
        {
          sid: 'NetworkInterfaces',
          actions: INTERFACES,
          resources: [arns.networkAnything],
          wildcard:
            'Lambda makes the interface in the given subnets with the given groups; it has no id before, and Lambda checks the role for all of them.',
        },
        {
          effect: Effect.DENY,
          sid: 'NotByTheCode',
          actions: ['ec2:*'],
          resources: ['*'],
          conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
        },
      ],
    });
  }
}

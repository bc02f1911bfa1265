import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';

/**
 * Reads clusters with a public API server. AWS lets it do nothing but log: its token is signed offline, and what it may
 * read is the cluster's to say, by the access entry for this role's ARN.
 */
export class ClusterRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.cluster,
      functionNames: [names.cluster],
      description: `${settings.name}: reads Services, Ingresses and Gateways of clusters`,
      arns,
      grants: [],
    });
  }
}

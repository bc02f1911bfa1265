import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { listLoadBalancers, send } from './grants.ts';

export class SweepRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.sweep,
      functionNames: [names.sweep],
      description: `${settings.name}: hints every load balancer and every ledger row`,
      arns,
      grants: [
        listLoadBalancers,
        { sid: 'Ledger', actions: ['dynamodb:Scan'], resources: [arns.ledger] },
        send(arns.queue(names.hints)),
      ],
    });
  }
}

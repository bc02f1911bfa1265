import type { Construct } from 'constructs';
import { ZONE_PKS } from '../../shared/ledger/row-keys.ts';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { listLoadBalancers, listTagged, putRows, send } from './grants.ts';

export class SweepRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.sweep,
      functionNames: [names.sweep],
      description: `${settings.name}: hints every load balancer and every ledger row`,
      arns,
      grants: [
        listLoadBalancers,
        listTagged,
        { sid: 'ReadLedger', actions: ['dynamodb:BatchGetItem', 'dynamodb:Scan'], resources: [arns.ledger] },
        putRows(arns.ledger, ZONE_PKS),
        send(arns.queue(names.hints)),
      ],
    });
  }
}

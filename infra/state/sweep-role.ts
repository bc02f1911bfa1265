import type { Construct } from 'constructs';
import { ZONE_PKS } from '../../shared/ledger/row-keys.ts';
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
        { sid: 'ReadLedger', actions: ['dynamodb:BatchGetItem', 'dynamodb:Scan'], resources: [arns.ledger] },
        {
          sid: 'CountHeld',
          // TransactWriteItems is authorised as the puts that it is made of.
          actions: ['dynamodb:PutItem'],
          resources: [arns.ledger],
          conditions: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [ZONE_PKS] },
            // A key that is absent passes ForAllValues.
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        },
        send(arns.queue(names.hints)),
      ],
    });
  }
}

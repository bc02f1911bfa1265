import type { Construct } from 'constructs';
import { QUOTA_PKS, ZONE_PKS } from '../../shared/ledger/row-keys.ts';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { listLoadBalancers, listTagged, putRows, send } from './grants.ts';
import { attachZoneReads } from './zone-policies.ts';

/** Reads zones, and writes of none. */
export class SweepRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.sweep,
      functionNames: [names.sweep],
      description: `${settings.name}: finds what no event told`,
      arns,
      grants: [
        listLoadBalancers,
        listTagged,
        { sid: 'ReadLedger', actions: ['dynamodb:BatchGetItem', 'dynamodb:Scan'], resources: [arns.ledger] },
        putRows(arns.ledger, ZONE_PKS, QUOTA_PKS),
        send(arns.queue(names.hints)),
      ],
    });
    attachZoneReads(this, settings, arns);
  }
}

import type { Construct } from 'constructs';
import { LOAD_BALANCER_PKS, NAME_PKS, QUOTA_PKS, ZONE_PKS } from '../../shared/ledger/row-keys.ts';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { consume, lookAtLoadBalancers, putRows, readReadiness, readSurveys, send } from './grants.ts';
import { attachZonePolicies } from './zone-policies.ts';

/** The one role that may write to Route 53. */
export class SyncRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.sync,
      functionNames: [names.sync],
      description: `${settings.name}: looks at load balancers and writes their records`,
      arns,
      grants: [
        lookAtLoadBalancers,
        readReadiness,
        { sid: 'ReadLedger', actions: ['dynamodb:BatchGetItem'], resources: [arns.ledger] },
        // Freezes are for operators to write. Nothing deletes rows: they go by their `expires`.
        putRows(arns.ledger, LOAD_BALANCER_PKS, NAME_PKS, ZONE_PKS, QUOTA_PKS),
        consume(arns.queue(names.hints)),
        send(arns.queue(names.hints), arns.queue(names.hintsDeadLetters), arns.queue(names.surveysAsked)),
        ...readSurveys(arns.surveyBucket),
      ],
    });
    attachZonePolicies(this, settings, arns);
  }
}

import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { consume, lookAtLoadBalancers, readReadiness, readSurveys, send } from './grants.ts';
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
        {
          sid: 'Ledger',
          // TransactWriteItems is authorised as the actions that it is made of: puts alone. Rows go by their `expires`.
          actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
          resources: [arns.ledger],
        },
        consume(arns.queue(names.hints)),
        send(arns.queue(names.hints), arns.queue(names.hintsDeadLetters), arns.queue(names.surveysAsked)),
        ...readSurveys(arns.surveyBucket),
      ],
    });
    attachZonePolicies(this, settings, arns);
  }
}

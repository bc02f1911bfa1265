import type { Construct } from 'constructs';
import { FREEZES_PK, ZONE_PKS } from '../../shared/ledger/row-keys.ts';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { lookAtLoadBalancers, putRows, readReadiness, readSurveys, redrive, replay, send } from './grants.ts';

/** May stop, approve, replay, redrive, and have looked at; never write to Route 53, nor touch what the ledger says of a name. */
export class OperateRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.operate,
      functionNames: [names.operate],
      description: `${settings.name}: does what operators ask`,
      arns,
      grants: [
        // To look as `sync` does, for a plan.
        lookAtLoadBalancers,
        readReadiness,
        ...readSurveys(arns.surveyBucket),
        { sid: 'ReadLedger', actions: ['dynamodb:BatchGetItem', 'dynamodb:Scan'], resources: [arns.ledger] },
        putRows(arns.ledger, FREEZES_PK, ZONE_PKS),
        send(arns.queue(names.hints), arns.queue(names.surveysAsked)),
        redrive(
          arns.queue(names.hintsDeadLetters),
          arns.queue(names.surveysAskedDeadLetters),
          arns.queue(names.undelivered),
        ),
        ...replay(arns),
      ],
    });
  }
}

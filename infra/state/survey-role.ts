import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import { clusterFunctionNames } from '../cluster-functions.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { FunctionRole } from './function-role.ts';
import { consume, lookAtLoadBalancers, readSurveys, send, writeSurveys } from './grants.ts';

export class SurveyRole extends FunctionRole {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    super(scope, id, {
      roleName: names.survey,
      functionNames: [names.survey],
      description: `${settings.name}: has clusters read and keeps what was read`,
      arns,
      grants: [
        {
          sid: 'FindClusters',
          actions: ['eks:DescribeCluster'],
          resources: settings.clusters.map(({ name }) => arns.cluster(name)),
        },
        {
          sid: 'ReadClusters',
          actions: ['lambda:InvokeFunction'],
          resources: Object.values(clusterFunctionNames(settings, names)).map(arns.function),
        },
        lookAtLoadBalancers,
        consume(arns.queue(names.surveysAsked)),
        send(arns.queue(names.hints), arns.queue(names.surveysAskedDeadLetters)),
        ...readSurveys(arns.surveyBucket),
        writeSurveys(arns.surveyBucket),
      ],
    });
  }
}

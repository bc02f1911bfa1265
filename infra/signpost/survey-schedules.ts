import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Cluster } from '../../shared/settings.ts';
import type { SurveyAsk } from '../../shared/surveys/survey.ts';
import { SURVEY_EVERY } from './timing.ts';

/** Asks for a survey of each cluster every other minute. */
export class SurveySchedules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    clusters: readonly Cluster[],
    surveysAsked: Queue,
    undelivered: Queue,
  ) {
    super(scope, id);
    for (const { name } of clusters) {
      const ask: SurveyAsk = { cluster: name, loadBalancers: [], notBefore: 0 };
      new Rule(this, name, {
        description: `A survey of the cluster ${name}`,
        schedule: Schedule.rate(SURVEY_EVERY),
        targets: [
          new SqsQueue(surveysAsked, {
            message: RuleTargetInput.fromObject(ask),
            deadLetterQueue: undelivered,
          }),
        ],
      });
    }
  }
}

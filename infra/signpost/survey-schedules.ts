import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Cluster } from '../../shared/settings.ts';
import type { SurveyAsk } from '../../shared/surveys/survey.ts';
import { DELIVERY, SURVEY_EVERY } from './timing.ts';

/** EventBridge's limit. */
const TARGETS_PER_RULE = 5;

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
    const target = ({ name }: Cluster) => {
      const ask: SurveyAsk = { cluster: name, loadBalancers: [], notBefore: 0 };
      const message = RuleTargetInput.fromObject(ask);
      return new SqsQueue(surveysAsked, { message, deadLetterQueue: undelivered, ...DELIVERY });
    };
    for (let from = 0; from < clusters.length; from += TARGETS_PER_RULE) {
      const asked = clusters.slice(from, from + TARGETS_PER_RULE);
      new Rule(this, `From${from}`, {
        description: `Surveys of ${asked.map(({ name }) => name).join(', ')}`.slice(0, 512),
        schedule: Schedule.rate(SURVEY_EVERY),
        targets: asked.map(target),
      });
    }
  }
}

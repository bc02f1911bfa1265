import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type EventPattern, loadBalancerCalls, type Trail, tagChanges } from '../event-patterns.ts';
import type { Names } from '../names.ts';
import { DELIVERY } from './timing.ts';

export interface EventRulesProps {
  readonly names: Names;
  readonly trail: Trail;
  readonly hints: Queue;
  readonly undelivered: Queue;
}

/** Events of the default bus that become hints. What EventBridge cannot deliver for a day goes to `undelivered`. */
export class EventRules extends Construct {
  /** Of the rules that there are. */
  readonly ruleNames: readonly string[];

  constructor(scope: Construct, id: string, { names, trail, hints, undelivered }: EventRulesProps) {
    super(scope, id);
    const ruleNames: string[] = [];
    const deliver = (ruleId: string, ruleName: string, description: string, pattern: EventPattern) => {
      ruleNames.push(ruleName);
      new Rule(this, ruleId, {
        ruleName,
        description,
        eventPattern: rendered(pattern),
        targets: [new SqsQueue(hints, { deadLetterQueue: undelivered, ...DELIVERY })],
      });
    };
    if (trail === 'present')
      deliver(
        'LoadBalancerCalls',
        names.loadBalancerCalls,
        'Calls that change a load balancer',
        loadBalancerCalls,
      );
    deliver('TagChanges', names.tagChanges, 'Tag changes of load balancers, whoever made them', tagChanges);
    this.ruleNames = ruleNames;
  }
}

/** The same pattern in CDK's spelling. */
export function rendered({ source, 'detail-type': detailType, detail }: EventPattern) {
  return { source: [...source], detailType: [...detailType], detail: { ...detail } };
}

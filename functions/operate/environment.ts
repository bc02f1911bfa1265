import * as z from 'zod';
import type { DeadLetterQueue } from '../../shared/dead-letters/dead-letter.ts';
import { type OwnRules, ownRules } from '../../shared/replays/own-rules.ts';
import type { Settings } from '../../shared/settings.ts';
import { ENVIRONMENT } from '../environment.ts';

const variable = z.string('expected it to be set by the construct of this function').min(1);

const variables = z.object({
  AWS_REGION: variable,
  [ENVIRONMENT.ledgerTable]: variable,
  [ENVIRONMENT.hintQueueUrl]: variable,
  [ENVIRONMENT.surveyQueueUrl]: variable,
  [ENVIRONMENT.deadLetterQueueUrl]: variable,
  [ENVIRONMENT.surveyDeadLetterQueueUrl]: variable,
  [ENVIRONMENT.undeliveredQueueUrl]: variable,
  [ENVIRONMENT.surveyBucket]: variable,
  [ENVIRONMENT.accountId]: variable,
  [ENVIRONMENT.archiveArn]: variable,
  [ENVIRONMENT.ruleArns]: variable,
});

export interface OperateEnvironment {
  readonly region: string;
  readonly account: string;
  readonly ledgerTable: string;
  readonly hintQueueUrl: string;
  readonly surveyQueueUrl: string;
  readonly deadLetterQueueUrls: Readonly<Record<DeadLetterQueue, string>>;
  readonly bucket: { readonly name: string; readonly owner: string };
  readonly archiveArn: string;
  readonly rules: OwnRules;
  readonly settings: Settings;
}

/** Throws with the name of a variable that is not set. `settings` as JSON, validated at synth, as the bundle holds them. */
export function operateEnvironment(
  environment: NodeJS.ProcessEnv,
  settings: string | undefined,
): OperateEnvironment {
  if (settings === undefined) throw new Error('The bundle holds no settings: build it by the stack.');
  const set = variables.parse(environment);
  const read = JSON.parse(settings) as Settings;
  const [region, account] = [set.AWS_REGION, set[ENVIRONMENT.accountId]];
  return {
    region,
    account,
    ledgerTable: set[ENVIRONMENT.ledgerTable],
    hintQueueUrl: set[ENVIRONMENT.hintQueueUrl],
    surveyQueueUrl: set[ENVIRONMENT.surveyQueueUrl],
    deadLetterQueueUrls: {
      'hints-dlq': set[ENVIRONMENT.deadLetterQueueUrl],
      'surveys-asked-dlq': set[ENVIRONMENT.surveyDeadLetterQueueUrl],
      undelivered: set[ENVIRONMENT.undeliveredQueueUrl],
    },
    bucket: { name: set[ENVIRONMENT.surveyBucket], owner: account },
    archiveArn: set[ENVIRONMENT.archiveArn],
    rules: ownRules(set[ENVIRONMENT.ruleArns], { name: read.name, region, account }),
    settings: read,
  };
}

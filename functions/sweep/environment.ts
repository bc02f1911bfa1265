import * as z from 'zod';
import { ENVIRONMENT } from '../environment.ts';

const variable = z.string('expected it to be set by the construct of this function').min(1);

const variables = z.object({
  AWS_REGION: variable,
  [ENVIRONMENT.ledgerTable]: variable,
  [ENVIRONMENT.hintQueueUrl]: variable,
});

export interface SweepEnvironment {
  readonly region: string;
  readonly ledgerTable: string;
  readonly hintQueueUrl: string;
}

/** Throws with the name of a variable that is not set. */
export function sweepEnvironment(environment: NodeJS.ProcessEnv): SweepEnvironment {
  const set = variables.parse(environment);
  return {
    region: set.AWS_REGION,
    ledgerTable: set[ENVIRONMENT.ledgerTable],
    hintQueueUrl: set[ENVIRONMENT.hintQueueUrl],
  };
}

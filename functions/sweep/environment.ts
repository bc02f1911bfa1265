import * as z from 'zod';
import type { Settings } from '../../shared/settings.ts';
import { ENVIRONMENT } from '../environment.ts';

const variable = z.string('expected it to be set by the construct of this function').min(1);

const variables = z.object({
  AWS_REGION: variable,
  [ENVIRONMENT.ledgerTable]: variable,
  [ENVIRONMENT.hintQueueUrl]: variable,
  [ENVIRONMENT.accountId]: variable,
});

export interface SweepEnvironment {
  readonly region: string;
  readonly ledgerTable: string;
  readonly hintQueueUrl: string;
  /** Of the zones that name no role. */
  readonly account: string;
  readonly settings: Settings;
}

/** Throws with the name of a variable that is not set. `settings` as JSON, validated at synth, as the bundle holds them. */
export function sweepEnvironment(
  environment: NodeJS.ProcessEnv,
  settings: string | undefined,
): SweepEnvironment {
  if (settings === undefined) throw new Error('The bundle holds no settings: build it by the stack.');
  const set = variables.parse(environment);
  return {
    region: set.AWS_REGION,
    ledgerTable: set[ENVIRONMENT.ledgerTable],
    hintQueueUrl: set[ENVIRONMENT.hintQueueUrl],
    account: set[ENVIRONMENT.accountId],
    settings: JSON.parse(settings) as Settings,
  };
}

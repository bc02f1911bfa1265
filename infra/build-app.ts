import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { SettingsInput } from './settings.ts';
import { SignpostStack } from './signpost-stack.ts';
import { SignpostStateStack } from './state-stack.ts';

export interface SignpostStacks {
  readonly state: SignpostStateStack;
  readonly main: SignpostStack;
}

/** Both stacks in an app, the main one after the state, checked against the AWS Solutions rules at synth. */
export function buildApp(app: App, settings: SettingsInput): SignpostStacks {
  const state = new SignpostStateStack(app, 'State', { settings });
  const main = new SignpostStack(app, 'Main', { settings });
  main.addStackDependency(state);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { state, main };
}

/** For an app of your own: both stacks, or `buildApp` for the two as `cdk deploy` here makes them. */
export { buildApp, type SignpostStacks } from './build-app.ts';
export { loadBalancerCalls, tagChanges } from './event-patterns.ts';
export { parseSettings, type SettingsInput, type StackSettings } from './settings.ts';
export { SignpostStack } from './signpost-stack.ts';
export { type SignpostStackProps, SignpostStateStack } from './state-stack.ts';

import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { expect, it } from 'vitest';
import { buildApp } from '../../infra/build-app.ts';
import { scratchApp } from './scratch-app.ts';
import { FULL } from './synthesise.ts';

it('AWS Solutions finds nothing unexplained with everything turned on', { timeout: 60_000 }, () => {
  const app = scratchApp();
  buildApp(app, FULL);
  expect(() => app.synth()).not.toThrow();
});

it('AWS Solutions fails the synth for an unexplained wildcard', { timeout: 60_000 }, () => {
  const app = scratchApp();
  const { state } = buildApp(app, FULL);
  const role = state.node.findChild('ClusterRole') as Role;
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
  expect(() => app.synth()).toThrow(/ClusterRole[\s\S]*AwsSolutions-IAM5\[Resource::\*\]/);
});

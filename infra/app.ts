import { App } from 'aws-cdk-lib';
import { buildApp } from './build-app.ts';
import { parseSettings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

const app = new App();
try {
  buildApp(app, parseSettings(app.node.tryGetContext('signpost')));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}

import { App } from 'aws-cdk-lib';
import { buildApp } from './build-app.ts';
import { parseSettings } from './settings.ts';

const app = new App();
try {
  buildApp(app, parseSettings(app.node.tryGetContext('signpost')));
} catch (error) {
  // Settings are for people: the sentence, without the stack trace of the program that read them.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

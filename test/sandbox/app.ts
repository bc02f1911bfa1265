import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects } from 'aws-cdk-lib';
import { buildApp } from '../../infra/build-app.ts';
import { BrokenSync } from './broken-sync.ts';
import { LocalDifferences } from './left-out.ts';
import { type Deployment, sandboxSettings } from './settings.ts';

/** The CDK app that the sandbox deploys: the real stacks, less what the local AWS cannot take. */
const app = new App();
const differences = new LocalDifferences();
const deployment: Deployment = JSON.parse(process.env['SANDBOX_DEPLOYMENT'] ?? '{"policy": "sync"}');
buildApp(app, sandboxSettings(deployment));
Aspects.of(app).add(differences);
if (deployment.isBroken) Aspects.of(app).add(new BrokenSync());
app.synth();
writeFileSync(join(app.outdir, 'left-out.json'), JSON.stringify(differences.leftOut));

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects } from 'aws-cdk-lib';
import { buildApp } from '../../infra/build-app.ts';
import { LocalDifferences } from './left-out.ts';
import { type Cluster, sandboxPolicy, sandboxSettings } from './settings.ts';

/** The CDK app that the sandbox deploys: the real stacks, less what the local AWS cannot take. */
const app = new App();
const differences = new LocalDifferences();
const clusters: Cluster[] = JSON.parse(process.env['SANDBOX_MORE_CLUSTERS'] ?? '[]');
buildApp(app, sandboxSettings(sandboxPolicy(process.env['SANDBOX_POLICY']), clusters));
Aspects.of(app).add(differences);
app.synth();
writeFileSync(join(app.outdir, 'left-out.json'), JSON.stringify(differences.leftOut));

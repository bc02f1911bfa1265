import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'signpost-infra-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let apps = 0;

/** An app whose cloud assembly goes with the test file; without `bundles`, functions stand for their folder. */
export function scratchApp({ bundles = false } = {}): App {
  apps += 1;
  const outdir = join(folder, `assembly-${apps}`);
  const context = bundles ? { 'aws:cdk:enable-asset-metadata': true } : { 'aws:cdk:bundling-stacks': [] };
  return new App({ outdir, context });
}

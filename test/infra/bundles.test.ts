import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../functions/environment.ts';
import { parseSettings, runtimeSettings } from '../../infra/settings.ts';
import { SignpostStack } from '../../infra/signpost-stack.ts';
import { scratchApp } from './scratch-app.ts';
import { FULL, type Resource, text } from './synthesise.ts';

// The real bundles, as `cdk deploy` uploads them.
const app = scratchApp({ bundles: true });
const stack = new SignpostStack(app, 'Main', {
  settings: FULL,
  env: { account: '111122223333', region: 'us-east-1' },
});
const { stacks, directory } = app.synth();
const { Resources } = stacks.find(({ id }) => id === stack.artifactId)!.template as {
  Resources: Record<string, Resource & { Metadata: { 'aws:asset:path': string } }>;
};
const functions = Object.values(Resources)
  .filter(({ Type }) => Type === 'AWS::Lambda::Function')
  .map(({ Properties, Metadata }) => ({
    name: text(Properties['FunctionName']).replace('signpost-us-east-1-', ''),
    file: join(directory, Metadata['aws:asset:path'], 'index.mjs'),
    variables: Object.entries(
      (Properties['Environment'] as { Variables: Record<string, unknown> }).Variables,
    ),
  }));

/** What CloudFormation fills in. */
const deployed = (value: string) => value.replaceAll('<AWS::AccountId>', '111122223333');

describe('bundles', () => {
  it.each(functions)('$name loads with the variables that its construct sets', ({ file, variables }) => {
    const load = `const { handler } = await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(typeof handler); process.exit()`;
    const env = {
      ...Object.fromEntries(variables.map(([key, value]) => [key, deployed(text(value))])),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const out = execFileSync(process.execPath, ['--input-type=module', '--eval', load], {
      env,
      cwd: directory,
    });
    expect(out.toString().trim()).toBe('function');
  });

  it.each(functions)('$name has nothing left to ask the environment for settings', ({ file }) => {
    expect(readFileSync(file, 'utf8')).not.toContain(`env.${ENVIRONMENT.settings}`);
  });

  it.each(functions.filter(({ name }) => ['sync', 'survey', 'operate'].includes(name)))(
    '$name holds the settings',
    ({ file }) => {
      expect(readFileSync(file, 'utf8')).toContain(JSON.stringify(runtimeSettings(parseSettings(FULL))));
    },
  );

  it.each(functions)('$name comes with a source map', ({ file }) => {
    expect(JSON.parse(readFileSync(`${file}.map`, 'utf8'))).toHaveProperty('mappings');
  });
});

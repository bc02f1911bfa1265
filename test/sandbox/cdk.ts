import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT, isolatedEnvironment, REGION } from './isolated-environment.ts';
import { runChild, startChild } from './processes/child.ts';
import type { Teardown } from './processes/teardown.ts';
import type { Deployment } from './settings.ts';

export interface CdkOptions {
  /** An empty folder for what cdk writes. */
  readonly folder: string;
  readonly tell?: ((text: string) => void) | undefined;
}

export interface Cdk {
  /** Where `synth` put the templates. */
  readonly assembly: string;
  /** Needs no AWS at all. */
  synth(deployment: Deployment): Promise<void>;
  bootstrap(endpoint: string): Promise<void>;
  /** Both stacks as synthesised; the outputs by stack name. */
  deploy(endpoint: string): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>>;
  /** The main stack; what outlives it stays. */
  destroyMain(endpoint: string): Promise<void>;
}

const CLI = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
/** From the checkout, and Node as the environment has it first: no path that a shell could take apart. */
const APP = 'node test/sandbox/app.ts';
const COMPILED = join(CHECKOUT, 'node_modules/.cache/signpost/compiled');
const NOWHERE = 'http://127.0.0.1:9';

/** The CDK's command line, on the sandbox's app and AWS. */
export function createCdk({ folder, tell }: CdkOptions, teardown: Teardown): Cdk {
  const assembly = join(folder, 'cdk.out');
  const run = async (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) => {
    const whole = [CLI, ...args, '--no-notices', '--no-version-reporting'];
    const how = { cwd, tell, env: { ...env, ...discreet(folder) } };
    await runChild(
      teardown.start(() => startChild(process.execPath, whole, how)),
      `cdk ${args[0]}`,
    );
  };
  return {
    assembly,
    synth: async (deployment) => {
      await rm(assembly, { recursive: true, force: true });
      const env = { ...isolatedEnvironment(NOWHERE), SANDBOX_DEPLOYMENT: JSON.stringify(deployment) };
      await run(['synth', '--quiet', '-a', APP, '-o', assembly], CHECKOUT, env);
    },
    // By name, and where no cdk.json is: so nothing is synthesised for it.
    bootstrap: (endpoint) =>
      run(['bootstrap', `aws://${ACCOUNT}/${REGION}`], folder, isolatedEnvironment(endpoint)),
    deploy: async (endpoint) => {
      const outputs = join(folder, 'outputs.json');
      const how = ['--require-approval', 'never', '--progress', 'events', '--outputs-file', outputs];
      await run(['deploy', '--all', '-a', assembly, ...how], folder, isolatedEnvironment(endpoint));
      return JSON.parse(await readFile(outputs, 'utf8'));
    },
    destroyMain: (endpoint) =>
      run(['destroy', 'Main', '--force', '-a', assembly], folder, isolatedEnvironment(endpoint)),
  };
}

/** Nothing of it is to be left behind, nor to go out into the world. */
function discreet(folder: string): NodeJS.ProcessEnv {
  return {
    CDK_HOME: join(folder, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    TMPDIR: folder,
    // cdk keeps what Node compiled of it; kept here, the next run is quicker.
    NODE_COMPILE_CACHE: COMPILED,
    CI: 'true',
    FORCE_COLOR: '0',
  };
}

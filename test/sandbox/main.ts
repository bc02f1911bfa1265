import { constants } from 'node:os';
import { sandboxScale } from './clock/clock.ts';
import { type Running, runCommand } from './processes/run-command.ts';
import { Teardown } from './processes/teardown.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { sandboxPolicy } from './settings.ts';

/**
 * `npm run sandbox -- COMMAND [ARGS]`: a local AWS with the stacks deployed, for as long as COMMAND runs; its status is
 * the sandbox's. Without COMMAND: prints the environment to live in, and stays until it is interrupted.
 * `SANDBOX_POLICY=plan`, `SANDBOX_QUOTAS=1`, `SANDBOX_SCALE=60` (an hour takes a minute), `SANDBOX_PUMP=off`, `SANDBOX_VERBOSE=1`.
 */
const [command, ...args] = process.argv.slice(2);
const teardown = new Teardown();
let running: Running | undefined;
let stays = false;
let interruptedAt: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Ctrl-C comes twice, from the terminal and from npm; somebody who insists comes later.
    const insists = interruptedAt !== undefined && Date.now() - interruptedAt > 2_000;
    interruptedAt ??= Date.now();
    if (running !== undefined) running.signal(insists ? 'SIGKILL' : signal);
    else void end(stays ? 0 : 128 + constants.signals[signal]);
  });
}

try {
  const sandbox = await startSandbox(options(), teardown);
  if (interruptedAt !== undefined) {
    // The handler is ending everything.
    await new Promise(() => {});
  } else if (command === undefined) {
    printEnvironment(sandbox);
    stays = true;
    await new Promise(() => {});
  } else {
    running = runCommand(command, args, sandbox.env);
    const status = await running.status;
    running = undefined;
    await end(status);
  }
} catch (error) {
  // What an interruption breaks is no news.
  if (interruptedAt === undefined) {
    console.error(error instanceof Error ? error.message : error);
    await end(1);
  }
}

function options() {
  const verbose = process.env['SANDBOX_VERBOSE'] === '1';
  return {
    policy: sandboxPolicy(process.env['SANDBOX_POLICY']),
    pump: process.env['SANDBOX_PUMP'] !== 'off',
    quotas: process.env['SANDBOX_QUOTAS'] === '1',
    scale: sandboxScale(process.env['SANDBOX_SCALE']),
    tell: verbose ? (text: string) => void process.stderr.write(text) : undefined,
    trouble: (error: unknown) => console.error('sandbox:', error),
  };
}

function printEnvironment({ env }: Sandbox): void {
  for (const [name, value] of Object.entries(env)) {
    if (/^(AWS|SANDBOX)_/.test(name)) console.log(`export ${name}='${value}'`);
  }
}

async function end(status: number): Promise<never> {
  try {
    await teardown.run();
  } catch (error) {
    console.error(error);
    process.exit(status || 1);
  }
  process.exit(status);
}

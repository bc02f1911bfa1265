import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { stopGroup } from './child.ts';

export interface Running {
  /** Its exit status, or 128 + the signal that ended it; 127 if there is no such command. */
  readonly status: Promise<number>;
  signal(signal: NodeJS.Signals): void;
}

/**
 * Runs somebody's command with this process's own input and output. At a terminal it stays in the terminal's group, or
 * it could not read from it; elsewhere it gets a group of its own, so that what it leaves running is ended after it.
 */
export function runCommand(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const detached = !process.stdin.isTTY;
  const child = spawn(command, args, { env, stdio: 'inherit', detached });
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(detached ? -child.pid : child.pid, name);
    } catch {
      // It has ended.
    }
  };
  const status = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    child.once('exit', async (code, ended) => {
      if (detached && child.pid !== undefined) await stopGroup(child.pid);
      resolve(code ?? 128 + (ended === null ? 0 : constants.signals[ended]));
    });
  });
  return { status, signal };
}

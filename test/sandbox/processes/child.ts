import { type SpawnOptions, spawn } from 'node:child_process';

export interface Child {
  readonly pid: number;
  /** What it printed lately, at most 64 KB. */
  output(): string;
  /** Its exit code, or 128 + the number of the signal that ended it. Rejects only if it could not be started. */
  readonly ended: Promise<number>;
  /** Resolves with the match when its output matches, rejects with the output when it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends its process group, and waits until nothing of the group is left. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Also called with every piece of output. */
  readonly tell?: ((text: string) => void) | undefined;
}

const KEPT = 64 * 1024;
/** Milliseconds between being asked to end and being made to. */
const GRACE = 3_000;

/**
 * Starts a process in a group of its own, so that whatever it starts ends with it. Its standard input is a pipe that
 * closes when this process dies, whatever it dies of.
 */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  const spawned: SpawnOptions = { cwd: options.cwd, env: options.env, detached: true, stdio: 'pipe' };
  const process = spawn(command, args, spawned);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [process.stdout, process.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT);
      options.tell?.(text);
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number>((resolve, reject) => {
    process.once('error', reject);
    process.once('close', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
  });
  ended.catch(() => {});
  let stopping: Promise<void> | undefined;
  const stopped = () => {
    stopping ??= process.pid === undefined ? Promise.resolve() : stopGroup(process.pid);
    return stopping;
  };
  // What it leaves running ends with it; and later the number of the group may be somebody else's.
  process.once('exit', stopped);
  return {
    pid: process.pid ?? 0,
    output: () => output,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const match = pattern.exec(output);
          if (match === null) return;
          listeners.delete(check);
          resolve(match);
        };
        listeners.add(check);
        check();
        ended.then(
          (code) => reject(new Error(`${command} ended with ${code} before it was ready:\n${output}`)),
          reject,
        );
      }),
    stop: () => {
      process.stdin?.destroy();
      return stopped();
    },
  };
}

/** Runs to its end; throws with the output unless it ends with 0. */
export async function runChild(child: Child, what: string): Promise<void> {
  const code = await child.ended;
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${child.output()}`);
}

/** Asks all of a process group to end, makes them a little later, and returns when none is left. */
export async function stopGroup(pid: number): Promise<void> {
  const start = Date.now();
  // In a container whose first process buries nobody, dead members stay in the group: so it ends by time as well.
  while (signalGroup(pid, Date.now() - start > GRACE ? 'SIGKILL' : 'SIGTERM')) {
    if (Date.now() - start > GRACE + 500) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** False when the group has no process any more. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal as string] ?? 1);
}

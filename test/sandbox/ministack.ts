import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isolatedEnvironment } from './isolated-environment.ts';
import { startChild } from './processes/child.ts';
import type { Teardown } from './processes/teardown.ts';
import { pythonEnvironment } from './python-environment.ts';

export interface Ministack {
  readonly port: number;
  readonly url: string;
  /** Its log, the last 64 KB. */
  log(): string;
}

export interface MinistackOptions {
  /** An empty folder outside every npm package: under `"type": "module"` its Lambda workers die at once. */
  readonly folder: string;
  /** `http://127.0.0.1:PORT` of the front: what functions use as AWS, and where queue URLs point. */
  readonly front: string;
  readonly tell?: ((text: string) => void) | undefined;
  /** File of the clock that it goes by; absent: that of the machine. */
  readonly clock?: string | undefined;
  /** Instead of what the sandbox sets: for tests of why it does. */
  readonly env?: NodeJS.ProcessEnv;
}

/** It says so when it does. */
export const LISTENING = /Running on http:\/\/127\.0\.0\.1:(\d+)/;

const LAUNCHER = fileURLToPath(new URL('launch.py', import.meta.url));

const IN_FUNCTIONS = new URL('in-functions.ts', import.meta.url);

/** What runs the functions. MiniStack's own part in them calls url.parse(), which would say so in every function's log. */
const NODE = `#!/bin/sh\nexec '${process.execPath}' --disable-warning=DEP0169 --import '${IN_FUNCTIONS}' "$@"\n`;

/** Starts MiniStack on a free port of 127.0.0.1 and waits until it serves there. */
export async function startMinistack(options: MinistackOptions, teardown: Teardown): Promise<Ministack> {
  const { command, args, ...how } = await ministackCommand(options, teardown);
  const child = teardown.start(() => startChild(command, args, { ...how, tell: options.tell }));
  const [, port] = await child.printed(LISTENING);
  return { port: Number(port), url: `http://127.0.0.1:${port}`, log: child.output };
}

/** How MiniStack is run; it ends when its standard input does. */
export async function ministackCommand(options: MinistackOptions, teardown: Teardown) {
  const { python, packages } = await pythonEnvironment(teardown);
  const { folder } = options;
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'bin/node'), NODE, { mode: 0o755 });
  return {
    command: python,
    args: ['-s', LAUNCHER],
    cwd: folder,
    env: { ...environment(options, packages), ...options.env },
  };
}

function environment({ folder, front, clock }: MinistackOptions, packages: string): NodeJS.ProcessEnv {
  const isolated = Object.entries(isolatedEnvironment(front));
  return {
    // All of it gets into the functions, so it is little: what whoever starts the sandbox has set is none of theirs.
    ...Object.fromEntries(
      isolated.filter(([name]) => /^(AWS_|(HOME|LANG|LD_LIBRARY_PATH|NO_PROXY)$)/i.test(name)),
    ),
    PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env['PATH']}`,
    PYTHONPATH: packages,
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    MINISTACK_HOST: '127.0.0.1',
    GATEWAY_PORT: new URL(front).port,
    IOT_MTLS_ENABLED: '0',
    // Signatures are checked, functions run as their own roles, and identity policies are enforced.
    AUTH: 'true',
    // It removes containers that it takes for its own: it is to find no Docker at all.
    DOCKER_HOST: 'unix:///nonexistent',
    TMPDIR: folder,
    // A function's process gets the server's environment: this is what Lambda sets and MiniStack does not.
    TZ: ':UTC',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LOG_LEVEL: 'INFO',
    ...(clock !== undefined && { SANDBOX_CLOCK: clock }),
  };
}

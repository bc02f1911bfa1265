import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isolatedEnvironment } from './isolated-environment.ts';
import { type Child, startChild } from './processes/child.ts';
import { freePort } from './processes/free-port.ts';
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
  /** What the functions that run in it use as AWS. */
  readonly awsEndpoint: string;
  readonly tell?: ((text: string) => void) | undefined;
}

const ATTEMPTS = 5;

/** Ends the whole group when the pipe from the sandbox closes: a sandbox that was killed leaves no server behind. */
const LAUNCHER = `
import os, signal, sys, threading
def watch():
    while sys.stdin.buffer.read(1): pass
    os.killpg(0, signal.SIGKILL)
threading.Thread(target=watch, daemon=True).start()
from ministack.app import main
sys.argv = ['ministack']
main()
`;

/** What runs the functions. MiniStack's own part in them calls url.parse(), which would say so in every function's log. */
const NODE = `#!/bin/sh\nexec '${process.execPath}' --disable-warning=DEP0169 "$@"\n`;

/** Starts MiniStack on a free port of 127.0.0.1 and waits until it serves there. */
export async function startMinistack(options: MinistackOptions, teardown: Teardown): Promise<Ministack> {
  const { python, packages } = await pythonEnvironment(teardown);
  await mkdir(join(options.folder, 'bin'), { recursive: true });
  await writeFile(join(options.folder, 'bin/node'), NODE, { mode: 0o755 });
  let failure: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await freePort();
    const env = ministackEnvironment(options, packages, port);
    const how = { cwd: options.folder, env, tell: options.tell };
    const child = teardown.start(() => startChild(python, ['-s', '-c', LAUNCHER], how));
    try {
      // Its own word that it listens, not an answer on the port: that could be somebody else's.
      await child.printed(/Running on http:\/\/127\.0\.0\.1:/);
      return { port, url: `http://127.0.0.1:${port}`, log: () => child.output() };
    } catch (error) {
      if (!taken(child)) throw error;
      failure = error;
    }
  }
  throw failure;
}

function taken(child: Child): boolean {
  return /already in use/.test(child.output());
}

function ministackEnvironment(options: MinistackOptions, packages: string, port: number): NodeJS.ProcessEnv {
  const isolated = isolatedEnvironment(options.awsEndpoint);
  return {
    ...isolated,
    PATH: `${join(options.folder, 'bin')}:${isolated['PATH']}`,
    PYTHONPATH: packages,
    PYTHONUNBUFFERED: '1',
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    // It removes containers that it takes for its own: it is to find no Docker at all.
    DOCKER_HOST: 'unix:///nonexistent',
    TMPDIR: options.folder,
    // A function's process gets the server's environment: what Lambda sets and MiniStack does not.
    TZ: ':UTC',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LOG_LEVEL: 'INFO',
  };
}

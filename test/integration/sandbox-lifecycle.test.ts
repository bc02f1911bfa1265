import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from './eventually.ts';

const MAIN = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

// Each is a sandbox from nothing, beside the one that the other tests share.
vi.setConfig({ testTimeout: 200_000 });

/** The sandbox's own temporary folder, so that what it leaves behind is seen. */
let temporary: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'signpost-lifecycle-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(temporary, { recursive: true, force: true });
});

function startSandbox(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return start(process.execPath, [MAIN, ...args], env);
}

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, {
    cwd: CHECKOUT,
    env: { ...process.env, TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const status = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'none')),
  );
  return {
    child,
    status,
    output: () => output,
    printed: (pattern: RegExp) =>
      eventually(
        async () => output,
        (text) => pattern.test(text),
        150_000,
      ),
  };
}

/** Processes that have the sandbox's temporary folder in their environment or arguments: all that it started have. */
function processesLeft(): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return ['environ', 'cmdline'].some((file) =>
          readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(temporary),
        );
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

function expectNothingLeft(): void {
  expect(readdirSync(temporary)).toEqual([]);
  expect(processesLeft()).toEqual([]);
}

it('starts twice at once; each ends with its command, of itself or interrupted, and leaves nothing', async () => {
  const leaves = startSandbox([
    'sh',
    '-c',
    'sleep 1000 & echo "at $AWS_ENDPOINT_URL in $SANDBOX_CLUSTERS"; ls $SANDBOX_CLUSTERS; exit 7',
  ]);
  const stays = startSandbox(['sh', '-c', 'echo "at $AWS_ENDPOINT_URL in"; sleep 1000; echo over']);
  const portOf = async (sandbox: typeof leaves) =>
    Number(/at http:\/\/127\.0\.0\.1:(\d+) in/.exec(await sandbox.printed(/ in/))?.[1]);
  const ports = await Promise.all([portOf(leaves), portOf(stays)]);
  expect(await leaves.status).toBe(7);
  expect(leaves.output()).toMatch(/demo\nsecond/);
  stays.child.kill('SIGINT');
  expect(await stays.status).toBe(130);
  expect(ports[0]).not.toBe(ports[1]);
  expect(await Promise.all(ports.map(listens))).toEqual([false, false]);
  expectNothingLeft();
});

it('prints exports without a command, and stays until it is interrupted', async () => {
  const { child, status, printed, output } = startSandbox([]);
  await printed(/SANDBOX_CLUSTERS/);
  expect(output()).toMatch(/^export AWS_ENDPOINT_URL='http:\/\/127\.0\.0\.1:\d+'$/m);
  expect(output()).toMatch(/^export AWS_REGION='us-east-1'$/m);
  expect(output()).toMatch(/^export SANDBOX_STACK='signpost'$/m);
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect(await status).toBe(0);
  expectNothingLeft();
});

it.each(['sandbox', 'demo'])('leaves nothing when npm alone is told to end its %s', async (script) => {
  const { child, status } = start('npm', ['run', '-s', script], { NODE_DISABLE_COMPILE_CACHE: '1' });
  await eventually(
    async () => readdirSync(temporary),
    (folders) => folders.length > 0,
  );
  child.kill('SIGTERM');
  expect([143, 'SIGTERM']).toContain(await status);
  await eventually(
    async () => [...readdirSync(temporary), ...processesLeft()],
    (left) => left.length === 0,
  );
});

describe('a sandbox that does not come up', () => {
  it.each([1_500, 4_000, 8_000])('leaves nothing when it is interrupted after %i ms', async (after) => {
    const { child, status } = startSandbox(['true']);
    await pause(after);
    child.kill('SIGINT');
    // Before its signal handlers are there nothing is started, and Node ends by itself.
    expect([130, 'SIGINT']).toContain(await status);
    expectNothingLeft();
  });

  it('says what is missing, and leaves nothing', async () => {
    const { status, output } = startSandbox(['true'], { PATH: '/nonexistent' });
    expect(await status).toBe(1);
    expect(output()).toMatch(/Python 3\.10 or newer/);
    expectNothingLeft();
  });

  it('refuses a policy that it does not know', async () => {
    const { status, output } = startSandbox(['true'], { SANDBOX_POLICY: 'merge' });
    expect(await status).toBe(1);
    expect(output()).toMatch(/SANDBOX_POLICY: got merge, wants plan or sync/);
    expectNothingLeft();
  });
});

it('leaves no process when it is killed itself', async () => {
  const { child, status, printed } = startSandbox([]);
  await printed(/SANDBOX_CLUSTERS/);
  child.kill('SIGKILL');
  expect(await status).toBe('SIGKILL');
  await eventually(
    async () => processesLeft(),
    (left) => left.length === 0,
  );
});

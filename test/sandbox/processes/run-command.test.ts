import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCommand } from './run-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-command-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const SITS = 'require("fs").writeFileSync(process.env.FILE, "here"); setTimeout(() => {}, 1e6)';

const run = (script: string) =>
  runCommand('sh', ['-c', script], { ...process.env, FILE: join(folder, 'pid') });

it.each([
  ['exit 0', 0],
  ['exit 7', 7],
  ['kill -TERM $$', 143],
  ['kill -KILL $$', 137],
])('gives the status of %s', async (script, expected) => {
  expect(await run(script).status).toBe(expected);
});

it('says that a command is not there', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await runCommand('no-such-command-anywhere', [], process.env).status).toBe(127);
  expect(told).toHaveBeenCalledWith(expect.stringContaining('no-such-command-anywhere could not be started'));
  told.mockRestore();
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('hands on %s to the whole group', async (signal, expected) => {
  // The child itself says that it is there: a shell that is about to become it may swallow a signal.
  const command = run(`'${process.execPath}' -e '${SITS}'; echo over`);
  while (!existsSync(join(folder, 'pid'))) await pause(10);
  command.signal(signal);
  expect(await command.status).toBe(expected);
});

it('ends what the command left running', async () => {
  expect(await run('sleep 1000 & echo $! > $FILE').status).toBe(0);
  const left = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  expect(() => process.kill(left, 0)).toThrow('ESRCH');
});

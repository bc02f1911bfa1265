import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runChild, startChild } from './processes/child.ts';
import type { Teardown } from './processes/teardown.ts';

/** A Python and the folder of packages that it is to find first. */
export interface PythonEnvironment {
  readonly python: string;
  readonly packages: string;
}

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/signpost/', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/**
 * The packages of requirements.txt, installed once per checkout and Python. `pip install --target` needs no ensurepip
 * (Debian keeps it in a package of its own) and the folder may be moved: it is made under another name and renamed when
 * it is whole, so that two sandboxes that start at once do not meet. `SANDBOX_MINISTACK` names a checkout of MiniStack
 * to run instead of the pinned package.
 */
export async function pythonEnvironment(teardown: Teardown): Promise<PythonEnvironment> {
  const { python, version } = await findPython(teardown);
  const key = createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .update(version)
    .digest('hex');
  const folder = `${CACHE}python-${key.slice(0, 16)}`;
  if (!existsSync(folder)) await install(python, folder, teardown);
  const checkout = process.env['SANDBOX_MINISTACK'];
  return { python, packages: checkout === undefined ? folder : `${checkout}:${folder}` };
}

async function install(python: string, folder: string, teardown: Teardown): Promise<void> {
  const making = `${folder}.${process.pid}`;
  await mkdir(CACHE, { recursive: true });
  teardown.add(() => rm(making, { recursive: true, force: true }));
  const args = ['-m', 'pip', 'install', '--quiet', '--no-input', '--target', making, '-r', REQUIREMENTS];
  // A pip.conf with `user = true` and `--target` exclude each other.
  await run(python, args, { PIP_USER: '0' }, teardown).catch((cause: unknown) => {
    const wants = 'pip of that Python, and a package index within its reach';
    throw new Error(`MiniStack could not be installed; that wants ${wants}. ${cause}`, { cause });
  });
  try {
    await rename(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function findPython(teardown: Teardown): Promise<{ python: string; version: string }> {
  const seen: string[] = [];
  for (const python of CANDIDATES) {
    try {
      const code =
        'import sys, platform; print(*sys.version_info[:3], platform.machine()); print(sys.executable)';
      const [version = '', executable = python] = (await run(python, ['-c', code], {}, teardown)).split('\n');
      const [major = 0, minor = 0] = version.split(' ').map(Number);
      // The executable itself, not a shim that chooses one by its environment.
      if (major > 3 || (major === 3 && minor >= 10)) return { python: executable, version };
      seen.push(`${python} is ${version}`);
    } catch {
      seen.push(`${python} does not run`);
    }
  }
  throw new Error(
    `The sandbox needs Python 3.10 or newer with pip on PATH, for MiniStack; found none: ${seen.join(', ')}. Install one.`,
  );
}

async function run(
  python: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  teardown: Teardown,
): Promise<string> {
  const options = { cwd: CHECKOUT, env: { ...process.env, ...env } };
  const child = teardown.start(() => startChild(python, args, options));
  await runChild(child, `${python} ${args.join(' ')}`);
  return child.output();
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// An install leaves out the platforms that its registry does not offer, and then `npm ci` refuses the lock file.
it('locks every optional dependency, of other platforms too', () => {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  const packages = (JSON.parse(text) as { packages: Readonly<Record<string, Locked>> }).packages;
  const missing = Object.entries(packages)
    .filter(([, { inBundle }]) => inBundle !== true)
    .flatMap(([parent, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) =>
        [`${parent}/node_modules/${name}`, `node_modules/${name}`].every(
          (path) => packages[path] === undefined,
        ),
      ),
    );
  expect(missing).toEqual([]);
});

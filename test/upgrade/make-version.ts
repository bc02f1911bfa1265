// node test/upgrade/make-version.ts COMMIT
//
// Makes the fixtures of the version at COMMIT, by its own code: it is checked out into a temporary folder, the scene
// (scene.ts) is played there with its stage, and its functions are bundled.
//   test/fixtures/versions/<ledger schema>/settled.json  what its code left in ledger, zones and bucket, and its messages
//   test/fixtures/versions/<ledger schema>/code.mjs       its sync, sweep and survey, with the AWS SDK left outside
// It runs with today's node_modules. Versions before the stage had its AWS ports by themselves get no code.mjs.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const [, , commit] = process.argv;
if (commit === undefined) throw new Error('expected a commit: node test/upgrade/make-version.ts COMMIT');

const id = execFileSync('git', ['rev-parse', '--short', commit]).toString().trim();
const folder = mkdtempSync(join(tmpdir(), 'version-'));
try {
  const archive = execFileSync('git', ['archive', commit], { maxBuffer: 2 ** 30 });
  execFileSync('tar', ['x', '-C', folder], { input: archive });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'test/upgrade'), { recursive: true });
  for (const file of ['scene.ts', 'settle.ts'])
    copyFileSync(join('test/upgrade', file), join(folder, 'test/upgrade', file));

  const printed = execFileSync(process.execPath, ['test/upgrade/settle.ts'], {
    cwd: folder,
    maxBuffer: 2 ** 30,
  }).toString();
  const settled = JSON.parse(printed) as { readonly schema: number };
  const to = join('test/fixtures/versions', String(settled.schema));
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'settled.json'), `${JSON.stringify({ commit: id, ...settled }, null, 1)}\n`);
  console.log(`${to}/settled.json of ${id}`);

  if (existsSync(join(folder, 'test/stage/aws-ports.ts'))) {
    await bundle(folder, join(to, 'code.mjs'));
    console.log(`${to}/code.mjs of ${id}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function bundle(from: string, outfile: string): Promise<void> {
  // Surveys were built from the same objects under another name before they knew entrances.
  const surveyed = existsSync(join(from, 'test/stage/surveyed.ts'))
    ? "{ surveyed } from './test/stage/surveyed.ts'"
    : "{ buildSurvey as surveyed } from './shared/surveys/build-survey.ts'";
  await build({
    stdin: {
      resolveDir: from,
      loader: 'ts',
      contents: `
        export { sync } from './functions/sync/sync.ts';
        export { sweep } from './functions/sweep/sweep.ts';
        export { storeSurvey } from './functions/survey/store-survey.ts';
        export { closingHints } from './functions/survey/closing-hints.ts';
        export { awsPorts } from './test/stage/aws-ports.ts';
        export { listLedgerRows } from './shared/ledger/list-ledger-rows.ts';
        export { listAllLoadBalancers } from './shared/load-balancers/list-all-load-balancers.ts';
        export { SCHEMA } from './shared/ledger/rows.ts';
        export ${surveyed};
      `,
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['@aws-sdk/*'],
    banner: { js: `// The version of ${id}, made by test/upgrade/make-version.ts.` },
  });
}

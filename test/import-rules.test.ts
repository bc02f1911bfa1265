import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** File, what it imports, and words of the reason if that is refused. */
const REFUSED = [
  ['shared/names/sdk.ts', '@aws-sdk/client-sqs', 'SDK of any kind'],
  ['shared/middy.ts', '@middy/core', 'SDK of any kind'],
  ['shared/errors.ts', '@smithy/types', 'SDK of any kind'],
  ['functions/sync/work.ts', '@aws-lambda-powertools/logger', 'SDK of any kind'],
  ['functions/survey/work.ts', '@kubernetes/client-node', 'SDK of any kind'],
  ['functions/cluster/token.ts', '@smithy/signature-v4', 'SDK of any kind'],
  ['functions/cluster/hash.ts', '@aws-crypto/sha256-js', 'SDK of any kind'],
  ['functions/sweep/handler.ts', '@aws-sdk/client-sqs', 'SDK of any kind'],
  ['shared/plan/read-logger.ts', '@aws-lambda-powertools/logger', 'SDK of any kind'],
  ['shared/names/files.ts', 'node:fs/promises', 'data to data'],
  ['shared/web.ts', 'node:https', 'data to data'],
  ['shared/events/right.ts', '../names/x.ts', 'left only'],
  ['shared/surveys/read-right.ts', '../route53/pack-batches.ts', 'left only'],
  ['shared/kubernetes/list-right.ts', '../surveys/x.ts', 'left only'],
  ['shared/records/right.ts', '../names/x.ts', 'left only'],
  ['shared/load-balancers/right.ts', '../zones/x.ts', 'left only'],
  ['shared/names/right.ts', '../zones/x.ts', 'left only'],
  ['shared/zones/right.ts', '../ledger/x.ts', 'left only'],
  ['shared/ledger/right.ts', '../plan/x.ts', 'left only'],
  ['shared/ledger/write-right.ts', '../quota/x.ts', 'left only'],
  ['shared/quota/right.ts', '../plan/x.ts', 'left only'],
  ['shared/quota/write-right.ts', '../route53/pack-batches.ts', 'left only'],
  ['shared/plan/right.ts', '../brake/count.ts', 'left only'],
  ['shared/brake/right.ts', '../route53/pack-batches.ts', 'left only'],
  ['shared/plan/out.ts', '../../infra/names.ts', 'imports none of them'],
  ['functions/sync/neighbour.ts', '../survey/x.ts', 'its own folder'],
  ['functions/sweep/neighbour.ts', '../operate/x.ts', 'its own folder'],
  ['functions/operate/send.ts', '../sync/commit.ts', 'its own folder'],
  ['functions/sweep/plan.ts', '../sync/decide.ts', 'its own folder'],
  ['functions/sync/out.ts', '../../test/x.ts', 'its own folder'],
  ['infra/function.ts', '../functions/sync/x.ts', 'infra/'],
  ['infra/signpost/test.ts', '../../test/x.ts', 'infra/'],
] as const;

const TAKEN = [
  ['shared/names/list-sdk.ts', '@aws-sdk/client-sqs'],
  ['shared/surveys/read-files.ts', 'node:fs/promises'],
  ['functions/sync/dependencies.ts', '@aws-sdk/client-sqs'],
  ['functions/sync/handler.ts', '@middy/core'],
  ['functions/cluster/dependencies.ts', '@smithy/signature-v4'],
  ['functions/cluster/names.ts', '../environment.ts'],
  ['functions/survey/shared.ts', '../../shared/x.ts'],
  ['functions/operate/plan.ts', '../sync/decide.ts'],
  ['shared/events/left.ts', '../load-balancers/x.ts'],
  ['shared/surveys/left.ts', '../kubernetes/x.ts'],
  ['shared/plan/types.ts', '../records/same-record-set.ts'],
  ['shared/plan/left.ts', '../ledger/x.ts'],
  ['shared/plan/quota.ts', '../quota/x.ts'],
  ['shared/names/net.ts', 'node:net'],
  ['infra/signpost/names.ts', '../../functions/environment.ts'],
  ['test/sdk.ts', '@aws-sdk/client-sqs'],
  ['test/shared/names/sdk.ts', '@aws-sdk/client-sqs'],
  ['test/functions/sync/sdk.ts', '@aws-sdk/client-sqs'],
  ['test/infra/sync.ts', '../../functions/sync/x.ts'],
] as const;

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly message: string;
    readonly location: { readonly path: string };
  }[];
}

const ROOT = join(import.meta.dirname, '..');
let folder: string;
let refusals: ReadonlyMap<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-rules-'));
  await copyFile(join(ROOT, 'imports.grit'), join(folder, 'imports.grit'));
  await writeFile(
    join(folder, 'biome.json'),
    JSON.stringify({ plugins: ['./imports.grit'], linter: { rules: { preset: 'none' } } }),
  );
  for (const [file, from] of [...REFUSED, ...TAKEN]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `import type { A } from '${from}';\nexport type B = A;\n`);
  }
  const biome = join(ROOT, 'node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = await promisify(execFile)(biome, args, { cwd: folder }).catch((failed) => failed);
  const { diagnostics } = JSON.parse(stdout) as Report;
  refusals = new Map(
    diagnostics
      .filter(({ category }) => category === 'plugin')
      .map(({ location, message }) => [location.path.replace(/^\.\//, ''), message]),
  );
});

afterAll(() => rm(folder, { recursive: true }));

describe('import rules', () => {
  it.each(REFUSED)('%s may not import %s', (file, _, reason) => {
    expect(refusals.get(file)).toContain(reason);
  });

  it.each(TAKEN)('%s may import %s', (file) => {
    expect(refusals.get(file)).toBeUndefined();
  });
});

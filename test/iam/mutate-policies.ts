import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { FULL, templatesOf } from '../infra/templates.ts';
import { mutateRoles } from './mutate-roles.ts';

/** `npm run mutate:policies`: under each policy, how many changes of the roles were tried, and those that nothing noticed. */
const folder = mkdtempSync(join(tmpdir(), 'signpost-policies-'));
let survived = 0;
try {
  for (const policy of ['plan', 'create-only', 'upsert-only', 'sync'] as const) {
    const app = new App({ outdir: join(folder, policy), context: { 'aws:cdk:bundling-stacks': [] } });
    const { tried, survivors } = mutateRoles(templatesOf(app, { ...FULL, policy }).state, policy);
    const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
    console.log(`policy ${policy}: ${total} changes of policies, ${total - survivors.length} noticed`);
    for (const [place, count] of tried) console.log(`  ${place}: ${count}`);
    for (const survivor of survivors) console.log(`  NOT NOTICED: ${survivor}`);
    survived += survivors.length;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (survived > 0) {
  console.log(
    `${survived} changes turned no request red: add requests to test/iam/requests/, or take what has no effect out of the policy.`,
  );
  process.exitCode = 1;
}

import { DRILLS } from './drills.ts';
import { openStage } from './stage.ts';

/** `npm run drill -- NAME...`, or all of them: each in the sandbox, by what docs/runbook.md says. Ends with 0 if all end as told. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(DRILLS, name));
if (unknown.length > 0) {
  console.error(`No drill is called ${unknown.join(', ')}; there are: ${Object.keys(DRILLS).join(', ')}`);
  process.exit(2);
}
const startedAt = Date.now();
const stage = await openStage(process.env, (line) =>
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`),
);
for (const [name, { heading, play }] of Object.entries(DRILLS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}: ${heading}`);
  try {
    await play(stage);
  } catch (error) {
    console.error(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    break;
  }
}
stage.close();

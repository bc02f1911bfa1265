import { plural } from './calls.ts';
import { explain } from './fail.ts';
import { deleteLoadBalancer } from './load-balancers.ts';
import { openStage, type Stage } from './stage.ts';
import { story } from './story.ts';
import { seconds, table } from './table.ts';

/**
 * A day of DNS in the sandbox, told as it happens: `npm run demo`. Ends with 0 if every step ends as told.
 * `DEMO_PATIENCE_SECONDS`: how long each expectation may take; 30 by default. `DEMO_LOOKS_PER_SECOND`: how often it asks
 * Route 53 at the most.
 */
const stage = await openStage().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
console.log(`Stack ${stage.stack} at ${process.env['AWS_ENDPOINT_URL']}; seconds since the beginning.`);
try {
  for (const [at, step] of story.entries()) {
    console.log(`\n${at + 1}. ${step.title}`);
    try {
      await step.play(stage);
    } catch (error) {
      for (const line of await explain(stage, at + 1, step, error)) console.error(line);
      process.exitCode = 1;
      break;
    }
  }
} finally {
  await tidy(stage);
}
if (process.exitCode === undefined) {
  console.log(`\nAs told, in ${seconds(Date.now() - stage.startedAt)}:\n`);
  for (const line of table(stage.rows)) console.log(line);
  console.log(`\n${plural(story.length, 'step')}, all as told.`);
}
for (const client of Object.values(stage.clients)) client.destroy();

/** So that the story can be told again in the same sandbox, however it ended. */
async function tidy({ cast, leftovers }: Stage): Promise<void> {
  const all = [...[...cast.values()].map((each) => () => deleteLoadBalancer(stage, each)), ...leftovers];
  for (const take of all) await take().catch((error: unknown) => console.error(`  (not tidied: ${error})`));
}

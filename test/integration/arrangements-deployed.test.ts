import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { observer } from '../arrangements/observe.ts';
import { pages } from '../arrangements/page.ts';
import { clear, playPage } from '../arrangements/play-page.ts';
import { openSandbox } from '../arrangements/sandbox-clients.ts';
import { openScene, type Scene } from '../arrangements/scene.ts';
import { askForSurveys, type Surveys } from '../sandbox/surveys.ts';

const aws = openSandbox();
const observe = observer(aws);
const scenes: Scene[] = [];
let surveys: Surveys;

// What the schedule does, for the clusters that no other test has.
beforeAll(() => {
  const clusters = pages().flatMap((page) => page.clusters.map(({ name }) => name));
  surveys = askForSurveys(aws.sqs, aws.outputs['SurveyQueueUrl'] ?? '', clusters, console.error);
});

afterAll(async () => {
  surveys.stop();
  await Promise.all(scenes.map(clear));
});

// Side by side, because most of each is waiting; every page has names and clusters of its own.
describe.concurrent('docs/arrangements', () => {
  it.each(pages())('$name: from manifest to record, as told', { timeout: 240_000 }, async (page) => {
    const scene = openScene(page, inject('sandbox').env['SANDBOX_CLUSTERS'] ?? '', aws);
    scenes.push(scene);
    await playPage(scene, observe);
  });
});

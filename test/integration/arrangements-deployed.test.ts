import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { observer } from '../arrangements/observe.ts';
import { pages } from '../arrangements/page.ts';
import { clear, playStory } from '../arrangements/play-story.ts';
import { openSandbox } from '../arrangements/sandbox-clients.ts';
import { openScene, type Scene } from '../arrangements/scene.ts';
import { askForSurveys, type Surveys } from '../sandbox/surveys.ts';

const aws = openSandbox();
const observe = observer(aws);
const scenes: Scene[] = [];
let surveys: Surveys;

// What the schedule does, for the clusters that no other test has.
beforeAll(async () => {
  await makeClusterRole();
  const clusters = pages().flatMap((page) => page.clusters.map(({ name }) => name));
  surveys = askForSurveys(aws.sqs, aws.outputs['SurveyQueueUrl'] ?? '', clusters, console.error);
});

afterAll(async () => {
  surveys.stop();
  await Promise.all(scenes.map(clear));
});

// Side by side, because most of each is waiting; every story has names of its own, every page clusters.
describe.concurrent('docs/arrangements', () => {
  it.each(pages().flatMap(({ stories }) => stories))(
    '$page, $heading: as told',
    { timeout: 240_000 },
    async (story) => {
      const scene = openScene(story, inject('sandbox').env['SANDBOX_CLUSTERS'] ?? '', aws);
      scenes.push(scene);
      await playStory(scene, observe);
    },
  );
});

/** What a page adds a policy to, as whoever made the cluster has it. */
async function makeClusterRole(): Promise<void> {
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  };
  await aws.iam.send(
    new CreateRoleCommand({
      RoleName: 'AmazonEKSAutoClusterRole',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    }),
  );
}

import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { observer } from '../arrangements/observe.ts';
import { pages } from '../arrangements/page.ts';
import { clear, playStory } from '../arrangements/play-story.ts';
import { openSandbox } from '../arrangements/sandbox-clients.ts';
import { openScene, type Scene } from '../arrangements/scene.ts';
import { hostsOf, recordedHosts } from '../arrangements/tell.ts';
import { askForSurveys, type Surveys } from '../sandbox/surveys.ts';
import { batches } from './record-settings/batches.ts';

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

describe('on the way', () => {
  const stories = pages().flatMap((page) => page.stories);

  it('no name had a record, not for a moment, that its story does not tell', async () => {
    const told = new Set(stories.flatMap(recordedHosts));
    const asked = new Set(stories.flatMap(({ text }) => [...hostsOf(text)]));
    const created = (await batches())
      .filter(({ accepted }) => accepted)
      .flatMap(({ changes }) => changes.filter(({ action }) => action !== 'DELETE'))
      .map(({ host }) => host.replace('\\052', '*'));
    expect(told.size).toBeGreaterThan(20);
    expect(new Set(created.filter((host) => asked.has(host)))).toEqual(told);
  });

  it("a name that goes over from Terraform's record to ours resolves at every moment", async () => {
    const names = ['myapp.sub.example.com', '*.sub.example.com'];
    const standing = new Map(names.map((name) => [name, 0]));
    const resolves: boolean[] = [];
    for (const { accepted, changes } of await batches()) {
      const own = changes.map((each) => ({ ...each, host: each.host.replace('\\052', '*') }));
      if (!accepted || !own.some(({ host }) => names.includes(host))) continue;
      for (const { host, action } of own)
        standing.set(host, (standing.get(host) ?? 0) + (action === 'DELETE' ? -1 : 1));
      resolves.push(names.some((name) => (standing.get(name) ?? 0) > 0));
    }
    // Created, wildcard, deleted, created by Signpost, no wildcard, an alias.
    expect(resolves).toEqual([true, true, true, true, true, true]);
  });
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

import { expect, it } from 'vitest';
import { delegationStories } from '../../stage/delegation-stories.ts';
import { freezeStories } from '../../stage/freeze-stories.ts';
import { play } from '../../stage/play.ts';
import { routedStories } from '../../stage/routed-stories.ts';
import { sourceStories } from '../../stage/source-stories.ts';
import { stories } from '../../stage/stories.ts';
import { takeoverStories } from '../../stage/takeover-stories.ts';

it.each([
  ...stories,
  ...routedStories,
  ...freezeStories,
  ...delegationStories,
  ...takeoverStories,
  ...sourceStories,
])('$name', async (story) => {
  const { instrumented } = await play(story);
  expect(instrumented.calls.length).toBeGreaterThan(0);
});

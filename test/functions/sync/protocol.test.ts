import { afterAll, describe, expect, it } from 'vitest';
import { delegationStories } from '../../stage/delegation-stories.ts';
import { FAULTS } from '../../stage/faults.ts';
import { freezeStories } from '../../stage/freeze-stories.ts';
import { play } from '../../stage/play.ts';
import { routedStories } from '../../stage/routed-stories.ts';
import { sourceStories } from '../../stage/source-stories.ts';
import { stories } from '../../stage/stories.ts';
import { takeoverStories } from '../../stage/takeover-stories.ts';

/**
 * Every story with a kill, and with a failure, before and after every single port call of it. Whatever happens, the
 * zone is as told after one sweep, no name had a gap, and a second run leaves Route 53 alone.
 */
const told: string[] = [];
afterAll(() => console.log(told.join('\n')));

describe.each([
  ...stories,
  ...routedStories,
  ...freezeStories,
  ...delegationStories,
  ...takeoverStories,
  // Served hosts go the same way as annotations, and take the same two minutes.
  ...sourceStories.slice(0, 1),
])('$name', (story) => {
  it('comes right from a fault at every port call', { timeout: 300_000 }, async () => {
    const points = (await play(story)).instrumented.calls.length;
    let played = 0;
    for (let call = 1; call <= points; call += 1)
      for (const kind of FAULTS) {
        await play(story, { call, kind }).catch((cause: unknown) => {
          throw new Error(`${kind} at port call ${call} of ${points}: ${(cause as Error).message}`, {
            cause,
          });
        });
        played += 1;
      }
    expect(played).toBe(points * FAULTS.length);
    told.push(`${story.name}: ${points} port calls, ${played} runs with a fault`);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { FAULTS, type Fault } from '../../../stage/faults.ts';
import { play } from '../../../stage/play.ts';
import type { Story } from '../../../stage/stories.ts';

/**
 * Every story with a kill, and with a failure, before and after every single port call of it. Whatever happens, the
 * zone is as told after one sweep, no name had a gap, and a second run leaves Route 53 alone.
 */
export function comesRight(stories: readonly Story[]): void {
  const told: string[] = [];
  afterAll(() => console.log(told.join('\n')));

  describe.each(stories)('$name', (story) => {
    it('comes right from a fault at every port call', { timeout: 300_000 }, async () => {
      const points = (await play(story)).instrumented.calls.length;
      let played = 0;
      for (let call = 1; call <= points; call += 1)
        for (const kind of FAULTS) {
          if (isLike(call, kind)) continue;
          await play(story, { call, kind }).catch((cause: unknown) => {
            throw new Error(`${kind} at port call ${call} of ${points}: ${(cause as Error).message}`, {
              cause,
            });
          });
          played += 1;
        }
      expect(played).toBe(points * (FAULTS.length - 1) + 1);
      told.push(`${story.name}: ${points} port calls, ${played} runs with a fault`);
    });
  });
}

/** Who dies before a call leaves the world as one who died after the call before it. */
const isLike = (call: number, kind: Fault['kind']): boolean => kind === 'killed before' && call > 1;

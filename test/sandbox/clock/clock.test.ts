import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followClock, sandboxScale, startClock } from './clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-clock-'));
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

it('leaps once a second while nothing is under way, and else goes as any clock', () => {
  let busy = false;
  const start = Date.now();
  const clock = startClock(join(folder, 'clock'), () => busy);
  const elsewhere = followClock(join(folder, 'clock'));
  const shown = (later: number) => {
    vi.advanceTimersByTime(later);
    expect(elsewhere.now()).toBe(clock.now());
    return clock.now() - start;
  };
  expect([0, 999, 501].map(shown)).toEqual([0, 999, 1_500]);
  // The first one at once.
  clock.run(60);
  expect([499, 1, 999, 1].map(shown)).toEqual([60_999, 61_000, 120_999, 121_000]);
  busy = true;
  expect([1_500, 500].map(shown)).toEqual([122_500, 123_000]);
  busy = false;
  clock.run(1);
  expect(shown(2_000)).toBe(125_000);
  clock.run(3_600);
  clock.stop();
  expect(shown(2_000)).toBe(127_000);
});

it('takes a scale that it can run at', () => {
  expect([undefined, '1', '60'].map(sandboxScale)).toEqual([undefined, 1, 60]);
  for (const wrong of ['0', '-1', '1.5', 'fast', ''])
    expect(() => sandboxScale(wrong)).toThrow(`SANDBOX_SCALE: got ${wrong}, wants a whole number`);
});

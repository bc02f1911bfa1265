import type { Account } from './account.ts';
import type { Stack } from './stack.ts';
import type { Window } from './windows.ts';

/** What a storm came to, for people. */
export function tellStorm(
  { route53, arrivals }: Account,
  stacks: readonly Stack[],
  windows: readonly Window[],
  began: number,
): string {
  const times = route53.changes
    .filter(({ time }) => time >= began)
    .flatMap(({ time, changes }) => changes.map(() => time - began))
    .sort((a, b) => a - b);
  const after = (part: number) => `${((times[Math.ceil(part * times.length) - 1] ?? 0) / 1000).toFixed(1)} s`;
  const listings = arrivals.filter(({ changes }) => changes === 0).length;
  return [
    ...windows.map(
      ({ kind, window, most, bound }) =>
        `  at most ${most} ${kind} in ${window} s, allowed ${bound} (${Math.round((100 * most) / bound)} %)`,
    ),
    `  ${times.length} changes: half after ${after(0.5)}, 95 % after ${after(0.95)}, all after ${after(1)}`,
    `  ${arrivals.length} requests, ${listings} of them listings; ${route53.refused.length} refused`,
    ...stacks.map(
      ({ settings: { name }, stats: { invocations, receives }, deaths }) =>
        `  stack ${name}: ${invocations} invocations, ${deaths.length} of them died; no hint received more than ${receives} times`,
    ),
  ].join('\n');
}

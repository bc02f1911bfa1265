import type { QuotaSettings } from '../../../shared/settings.ts';
import { mostIn } from '../../shared/quota/most-in.ts';
import type { Arrival } from './account.ts';

/** The most that Route 53 saw of a kind in any window of so many seconds, and what so many stacks were allowed. */
export interface Window {
  readonly kind: 'requests' | 'changes';
  readonly window: number;
  readonly most: number;
  readonly bound: number;
}

export function windowsOf(
  arrivals: readonly Pick<Arrival, 'at' | 'changes'>[],
  share: QuotaSettings,
  stacks: number,
): Window[] {
  return [1, 5, 30].flatMap((window) =>
    (['requests', 'changes'] as const).map((kind) => {
      const { burst, perSecond } = share[kind];
      const counted = arrivals.map(({ at, changes }) => [at, kind === 'requests' ? 1 : changes] as const);
      return {
        kind,
        window,
        most: mostIn(1000 * window, counted),
        bound: stacks * (burst + perSecond * window),
      };
    }),
  );
}

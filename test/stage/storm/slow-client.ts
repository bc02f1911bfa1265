import type { Operations } from '../../world/caller.ts';
import { worldClient } from '../../world/client.ts';
import { type Account, CALLER } from './account.ts';

/** Milliseconds from the caller to the service, and back: at least, and how much more it may be. */
export interface Way {
  readonly there: readonly [least: number, more: number];
  readonly back: readonly [least: number, more: number];
  /** One in so many calls takes this much longer on its way back. */
  readonly slow?: { readonly one: number; readonly more: number };
}

export const WAYS = {
  dynamodb: { there: [1, 4], back: [1, 10], slow: { one: 100, more: 400 } },
  elb: { there: [10, 30], back: [20, 150] },
  // What clocks are apart and this together: within the second that the quota allows for.
  route53: { there: [20, 480], back: [20, 400], slow: { one: 20, more: 3000 } },
} as const satisfies Record<string, Way>;

/** An SDK client whose calls take time, and of whom a dead caller hears no more: what was sent arrives all the same. */
export function slowClient<Client>(
  { clock, chance }: Account,
  operations: Operations,
  { there, back, slow }: Way,
  isAlive: () => boolean,
): Client {
  const client = worldClient<{ send(command: unknown): Promise<unknown> }>(operations, CALLER);
  const take = async ([least, more]: readonly [number, number]) => {
    await clock.sleep(least + chance(more));
    if (!isAlive()) await new Promise<never>(() => undefined);
  };
  return {
    send: async (command: unknown) => {
      if (!isAlive()) await new Promise<never>(() => undefined);
      await clock.sleep(there[0] + chance(there[1]));
      const answer = await client.send(command).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      await take(back);
      if (slow && chance(slow.one) === 0) await take([0, slow.more]);
      if ('error' in answer) throw answer.error;
      return answer.value;
    },
  } as Client;
}

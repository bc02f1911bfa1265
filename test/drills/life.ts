import type { World } from './world.ts';

const KINDS = ['application', 'network', 'classic'] as const;

export interface Life {
  /** One thing that happens: a load balancer comes, goes, asks for another name, or is made anew under its name. */
  readonly step: () => Promise<void>;
  /** How often each happened. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What people and controllers do to load balancers of all kinds, the same for a seed. */
export function life(world: World, seed: number): Life {
  let state = seed;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const alive = new Map<string, (typeof KINDS)[number]>();
  const counts = { created: 0, deleted: 0, tagged: 0, remade: 0 };
  let names = 0;
  const newName = () => `n${++names}`;
  const create = async (host: string, kind: (typeof KINDS)[number]) => {
    await world.create(kind, host);
    alive.set(host, kind);
  };
  return {
    counts,
    step: async () => {
      const chance = below(10);
      const [host, kind] = [...alive][below(Math.max(1, alive.size))] ?? [];
      if (host === undefined || kind === undefined || chance < 3) {
        counts.created += 1;
        await create(newName(), KINDS[below(3)] ?? 'application');
        return;
      }
      alive.delete(host);
      if (chance < 7) {
        counts.tagged += 1;
        const to = newName();
        await world.retag(host, to);
        alive.set(to, kind);
        return;
      }
      await world.delete(host);
      if (chance < 8) counts.deleted += 1;
      else {
        counts.remade += 1;
        await create(host, kind);
      }
    },
  };
}

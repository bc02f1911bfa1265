import type { Ports } from '../../functions/sync/ports.ts';

/** Ports at whose n-th call of one kind something else happens first, or right after it took effect. */
export function meanwhile(
  ports: Ports,
  name: keyof Ports,
  act: () => Promise<unknown>,
  { call = 1, when = 'before' as 'before' | 'after' } = {},
): Ports {
  let calls = 0;
  const port = ports[name] as (...input: never[]) => Promise<unknown>;
  return {
    ...ports,
    [name]: async (...input: never[]) => {
      calls += 1;
      const isNow = calls === call;
      if (isNow && when === 'before') await act();
      const answer = await port(...input);
      if (isNow && when === 'after') await act();
      return answer;
    },
  };
}

import type { Script } from './script.ts';

/**
 * The history without steps that its failure does not need: ever smaller runs of them are left out while it still fails,
 * until the time is over. After fast-check, which leaves out what comes first, this finds what is in between.
 */
export async function leaveOut(
  script: Script,
  fails: (script: Script) => Promise<boolean>,
  milliseconds: number,
): Promise<Script> {
  const until = performance.now() + milliseconds;
  let { steps } = script;
  for (let size = Math.ceil(steps.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < steps.length; ) {
      if (performance.now() > until) return { ...script, steps };
      const less = [...steps.slice(0, at), ...steps.slice(at + size)];
      if (await fails({ ...script, steps: less })) steps = less;
      else at += size;
    }
  return { ...script, steps };
}

import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Section } from '../docs/examples.ts';
import { runCommand } from './commands.ts';
import { reconcile } from './controllers/reconcile.ts';
import type { Snapshot } from './observe.ts';
import type { Scene } from './scene.ts';
import { isLoadBalancer, tellLoadBalancers, tellOutcome } from './tell.ts';

/**
 * Milliseconds: an ask for a survey waits 5 seconds by itself, a name that nothing serves is missed twice, and who is not
 * ready to take over is looked at again after 30 seconds.
 */
const PATIENCE = 90_000;

/** Runs a story from its first block to its last. */
export async function playStory(scene: Scene, observe: () => Promise<Snapshot>): Promise<void> {
  let answer: unknown;
  for (const step of scene.story.steps) {
    const line = `${scene.story.page}.md, line ${step.line}`;
    if (step.kind === 'answer') expect(answer, line).toMatchObject(step.answer);
    else if (step.kind === 'state') await comesTo(step.sections, scene, observe, line);
    else
      for (const command of step.commands) {
        try {
          answer = await runCommand(command, scene);
        } catch (error) {
          throw new Error(`${line}: "${command.text}" failed`, { cause: error });
        }
      }
  }
}

async function comesTo(
  sections: readonly Section[],
  scene: Scene,
  observe: () => Promise<Snapshot>,
  line: string,
): Promise<void> {
  const made = sections.filter(isLoadBalancer);
  if (made.length > 0) expect(byHead(tellLoadBalancers(scene)), line).toEqual(byHead(made));
  const told = byHead(sections.filter((section) => !isLoadBalancer(section)));
  if (Object.keys(told).length === 0) return;
  const end = Date.now() + PATIENCE;
  let found: ReturnType<typeof byHead>;
  do {
    await pause(250);
    found = byHead(tellOutcome(scene, await observe()));
  } while (!isDeepStrictEqual(found, told) && Date.now() < end);
  expect(found, line).toEqual(told);
}

/** Leaves nothing of the story behind but records of other people. */
export async function clear({ clusters, kept, byHand, elb }: Scene): Promise<void> {
  for (const [name, cluster] of clusters) {
    await cluster.clear();
    await reconcile(cluster, elb, kept.get(name) ?? new Map());
  }
  for (const loadBalancer of byHand.values()) await elb.delete(loadBalancer);
}

function byHead(sections: readonly Section[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(sections.map(({ head, lines }) => [head, lines.toSorted()]));
}

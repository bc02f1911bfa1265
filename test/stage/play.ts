import { expect } from 'vitest';
import type { NameRow } from '../../shared/ledger/rows.ts';
import { drain } from './drain.ts';
import { type Fault, type Instrumented, instrument } from './faults.ts';
import { holdRemembered } from './rows.ts';
import { createStage, type Stage } from './stage.ts';
import type { Cast, Step, Story } from './stories.ts';
import { callsOfSync, lightSweep, sweep } from './sweep.ts';
import { gaps, zoneContents } from './zone-contents.ts';

export interface Played {
  readonly stage: Stage;
  readonly instrumented: Instrumented;
}

/**
 * Plays a story to its end. After each step: quiet, one sweep, quiet; the zone is as told; and a further round of every
 * hint sends Route 53 nothing and asks it nothing, and writes no name. Rows remember what their claims came to.
 */
export async function play(story: Story, fault?: Fault): Promise<Played> {
  const stage = createStage(story.policy ? { policy: story.policy } : {});
  const instrumented = instrument(stage.ports, fault);
  const cast: Cast = {};
  let struck = 0;
  /** Until its fault a run is the one without; then what it left is seen in the step that it struck, and in the end. */
  const isTelling = (step: Step): boolean => {
    if (fault === undefined || step === story.steps.at(-1)) return true;
    if (instrumented.calls.length >= fault.call) struck += 1;
    return struck === 1;
  };
  for (const step of story.steps) {
    await step.act(stage, cast);
    await drain(stage, instrumented, step.lasting);
    await sweep(stage);
    await drain(stage, instrumented, step.lasting);
    expect(zoneContents(stage), `${step.told}: the zone`).toEqual(step.zone(cast));
    if (isTelling(step)) await expectRest(stage, step);
  }
  for (const name of story.noGap ?? []) expect(gaps(stage), 'names without a record').not.toContain(name);
  return { stage, instrumented };
}

/** A second run over a settled world calls Route 53 not at all. */
async function expectRest(stage: Stage, { told, lasting }: Step): Promise<void> {
  expect(await lightSweep(stage), `${told}: hints of a light sweep`).toBe(0);
  await sweep(stage);
  const named = stage.queue.filter(({ hint }) => hint.kind === 'name');
  expect(named, `${told}: hints by name of a second sweep`).toEqual([]);
  for (const { id } of await stage.listAllLoadBalancers())
    stage.put({
      kind: 'load-balancer',
      id,
      cause: { event: 'again', eventId: 'again', at: '2026-01-01T00:00:00Z' },
    });
  const calls = callsOfSync(stage);
  const names = rowsOf(stage);
  await drain(stage, instrument(stage.ports), lasting);
  expect(callsOfSync(stage), `${told}: a second run`).toEqual(calls);
  expect(rowsOf(stage), `${told}: the rows after a second run`).toEqual(names);
  for (const row of names) holdRemembered(row);
}

function rowsOf(stage: Stage): readonly NameRow[] {
  const rows = stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#'));
  return rows as unknown as readonly NameRow[];
}

import type { HintToSend } from '../../functions/sync/ports.ts';
import type { Queued } from '../stage/stage.ts';
import type { History } from './history.ts';

/** A hint that one of our functions sends; now and then it gets lost, or comes twice. */
export function fated({ chance, tally, hasFaults }: History, sent: HintToSend): readonly HintToSend[] {
  const fate = hasFaults ? chance(40) : 39;
  if (fate === 0) tally['hint lost'] += 1;
  if (fate === 1) tally['hint doubled'] += 1;
  const { hint, delaySeconds = 0 } = sent;
  return fate === 0 ? [] : fate === 1 ? [sent, { hint, delaySeconds: delaySeconds + chance(120) }] : [sent];
}

/** Those of survey and sweep. */
export function deliver(history: History, hints: readonly HintToSend[]): void {
  for (const { hint, delaySeconds } of hints.flatMap((each) => fated(history, each)))
    history.stage.put(hint, delaySeconds);
}

/** What people do is told by events, which get lost, come late, twice, or out of order. */
export async function heard(history: History, act: () => Promise<unknown>): Promise<void> {
  const { stage, chance, tally, hasFaults } = history;
  const before = stage.queue.length;
  await act();
  const events = stage.queue.splice(before);
  for (const event of events) {
    const fate = hasFaults ? chance(12) : 11;
    const late = (): Queued => ({ ...event, readyAt: stage.clock.now() + 1000 * chance(120) });
    if (fate < 2) tally['event lost'] += 1;
    else if (fate === 2) stage.queue.push(event, late());
    else if (fate === 3) stage.queue.push(late());
    else stage.queue.push(event);
    if (fate === 2) tally['event doubled'] += 1;
    if (fate === 3) tally['event late'] += 1;
  }
}

/** A window of the archive once more, in any order. */
export function replay({ stage, chance, tally }: History): void {
  const { archived, clock, queue } = stage;
  const from = chance(archived.length + 1);
  const events = archived.slice(from, from + 1 + chance(20));
  if (events.length === 0) return;
  tally['event replayed'] += events.length;
  const before = queue.length;
  for (const event of events) stage.deliver({ ...event, 'replay-name': 'replay' });
  for (const message of queue.splice(before))
    queue.push({ ...message, readyAt: clock.now() + 1000 * chance(60) });
}

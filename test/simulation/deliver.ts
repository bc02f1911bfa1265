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

/** What people do is told by events, which get lost, come late, twice, or out of order. All of them are archived. */
export async function heard(history: History, act: () => Promise<unknown>): Promise<void> {
  const { stage, chance, tally, hasFaults, archive } = history;
  const before = stage.queue.length;
  await act();
  const events = stage.queue.splice(before);
  archive.push(...events);
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
export function replay({ stage, chance, tally, archive }: History): void {
  const from = chance(archive.length + 1);
  const window = archive.slice(from, from + 1 + chance(20));
  if (window.length === 0) return;
  tally['event replayed'] += window.length;
  const now = stage.clock.now();
  const shuffled = window.map((event) => ({ event, at: chance(1_000_000) })).sort((a, b) => a.at - b.at);
  for (const { event } of shuffled)
    stage.queue.push({ ...event, queuedAt: now, readyAt: now + 1000 * chance(30) });
}

import type { Archive, ReplayWindow } from '../../shared/replays/replay.ts';
import { BadCommand, type Wrong } from './bad-command.ts';
import { tellTime } from './words.ts';

const DAY = 24 * 3_600_000;

/** The span of time that is asked for. @throws BadCommand where the archive cannot hold all of it. */
export function windowOf(
  { from, to }: { readonly from: string; readonly to: string },
  { createdAt, retentionDays }: Archive,
  now: number,
): ReplayWindow {
  const window = { from: Date.parse(from), to: Date.parse(to) };
  const kept = retentionDays === 0 ? 0 : now - retentionDays * DAY;
  const earliest = Math.max(createdAt, kept);
  const wrong: Wrong[] = [];
  if (window.from < earliest) {
    const why = createdAt >= kept ? 'when the archive was made' : `events are kept for ${retentionDays} days`;
    wrong.push({ field: 'payload.from', got: from, expected: `${tellTime(earliest)} or later: ${why}` });
  }
  if (window.to > now)
    wrong.push({ field: 'payload.to', got: to, expected: `a time that has passed: now is ${tellTime(now)}` });
  if (window.to <= window.from)
    wrong.push({ field: 'payload.to', got: to, expected: `a time after "from", ${from}` });
  if (wrong.length > 0) throw new BadCommand(wrong);
  return window;
}

import { OutOfQuota } from '../../shared/errors.ts';
import { HINT_RECEIVES } from '../../shared/events/receives.ts';
import type { Back } from '../../shared/events/write-back.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Message, readMessages } from './messages.ts';
import type { Ports, Run } from './ports.ts';
import { sync } from './sync.ts';
import { subjectOf } from './work.ts';

interface Log {
  readonly warn: (message: string, line: Record<string, unknown>) => void;
}

/** One batch of messages: returns those that must come back, each with a pause of its own. No other is left in the queue. */
export async function handle(
  messages: readonly Message[],
  ports: Ports,
  back: Back,
  run: Run,
  { region, settings }: { readonly region: string; readonly settings: Settings },
  log: Log,
): Promise<readonly Message[]> {
  const context = { region, tagPrefix: settings.tagPrefix };
  const { hints, messageOf, unreadable, newer } = readMessages(messages, context);
  const failed = new Map<Message, Message>();
  const reasons = new Map<Message, string>();
  for (const { message, error } of unreadable) {
    log.warn('unreadable message', {
      messageId: message.messageId,
      reason: error.message,
      requestId: run.requestId,
    });
    // No retry makes it readable: it goes where people look for what went wrong, with the reason.
    await back.deadLetter(message, error.message).catch(() => failed.set(message, message));
  }
  for (const { message, error } of newer) {
    log.warn('message comes back', {
      messageId: message.messageId,
      reason: error.message,
      error: error.name,
      requestId: run.requestId,
    });
    failed.set(message, message);
    reasons.set(message, error.message);
  }
  for (const { hint, error } of await sync(hints, ports, run, settings)) {
    const message = messageOf.get(hint);
    if (message === undefined) continue;
    failed.set(message, withPause(message, failed.get(message), error));
    const reason = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
    reasons.set(message, `${subjectOf(hint.hint)}: ${reason}`);
    log.warn('hint comes back', {
      ...hint.hint,
      eventId: hint.hint.cause.eventId,
      reason,
      error: error.name,
      requestId: run.requestId,
    });
  }
  await giveUp(failed, reasons, back, run, log);
  const returned = [...failed.values()];
  await back.later(returned);
  return returned;
}

/**
 * What failed a hundred times goes where people look, with why it failed this time: SQS would move it without a word. One
 * that cannot be moved comes back.
 */
async function giveUp(
  failed: Map<Message, Message>,
  reasons: ReadonlyMap<Message, string>,
  back: Back,
  run: Run,
  log: Log,
): Promise<void> {
  for (const message of [...failed.keys()]) {
    const reason = reasons.get(message);
    if (reason === undefined || message.receives < HINT_RECEIVES) continue;
    const moved = await back.deadLetter(message, `Failed ${message.receives} times, last: ${reason}`).then(
      () => true,
      () => false,
    );
    if (!moved) continue;
    failed.delete(message);
    log.warn('hint is given up', { messageId: message.messageId, reason, requestId: run.requestId });
  }
}

/** What waits for tokens of the quota comes back when they may be there, if nothing else is wrong with the message. */
function withPause(message: Message, known: Message | undefined, error: Error): Message {
  if (!(error instanceof OutOfQuota)) return message;
  if (known !== undefined && known.retryAfter === undefined) return message;
  return { ...message, retryAfter: Math.max(known?.retryAfter ?? 0, error.retryAfter) };
}

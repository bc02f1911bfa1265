import { NewerMessage } from '../../shared/errors.ts';
import { ASK_RECEIVES } from '../../shared/events/receives.ts';
import type { AskMessage, SortedAsks } from './asks.ts';
import type { SurveyPorts } from './ports.ts';

/** Longest that a failed message stays away, seconds. */
const LONGEST_PAUSE = 360;

/** The ids of these messages, which come back so many seconds from now. */
export async function comeBack(
  messages: readonly AskMessage[],
  ports: SurveyPorts,
  seconds: (message: AskMessage) => number,
): Promise<readonly string[]> {
  await Promise.all(
    messages.map((message) =>
      // No message is lost if this fails: it comes back after the queue's own, longer visibility timeout.
      ports.postpone(message.receiptHandle, Math.ceil(seconds(message))).catch((error: Error) => {
        ports.log({
          level: 'warn',
          message: 'Not postponed',
          outcome: 'waits longer',
          reason: error.message,
          error,
        });
      }),
    ),
  );
  return messages.map(({ messageId }) => messageId);
}

/** What failed comes back after a pause that grows; after twenty times it becomes a dead letter, with why. */
export async function comeBackLater(
  messages: readonly AskMessage[],
  reason: string,
  ports: SurveyPorts,
): Promise<readonly string[]> {
  const given = messages.filter(({ receives }) => receives >= ASK_RECEIVES);
  const kept = await Promise.all(
    given.map((message) => deadLetter(message, `Failed ${message.receives} times, last: ${reason}`, ports)),
  );
  const others = messages.filter((message) => !given.includes(message));
  const pause = ({ receives }: AskMessage) => Math.min(LONGEST_PAUSE, 5 * 2 ** receives);
  return comeBack([...others, ...kept.flat()], ports, pause);
}

/** What cannot be read becomes a dead letter at once: no retry makes it readable, unless a later version sent it. */
export async function unreadable(
  { message, error }: SortedAsks['unreadable'][number],
  ports: SurveyPorts,
): Promise<readonly string[]> {
  const reason = error.message;
  ports.log({ level: 'error', message: 'Unreadable message', outcome: 'failed', reason, error });
  if (error instanceof NewerMessage) return comeBackLater([message], reason, ports);
  return comeBack(await deadLetter(message, reason, ports), ports, () => LONGEST_PAUSE);
}

/** Nothing, or the message where it could not be moved. */
async function deadLetter(
  message: AskMessage,
  reason: string,
  ports: SurveyPorts,
): Promise<readonly AskMessage[]> {
  try {
    await ports.deadLetter(message, reason);
    return [];
  } catch {
    return [message];
  }
}

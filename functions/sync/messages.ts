import { NewerMessage, UnreadableMessage } from '../../shared/errors.ts';
import type { ParseContext } from '../../shared/events/envelope.ts';
import { parseMessage } from '../../shared/events/parse-message.ts';
import type { ReturnedMessage } from '../../shared/events/write-back.ts';
import type { QueuedHint } from './work.ts';

/** A message of the hint queue, with what SQS says of it. */
export interface Message extends ReturnedMessage {
  /** When it was sent, epoch ms. */
  readonly queuedAt: number;
}

export interface ReadMessages {
  readonly hints: readonly QueuedHint[];
  readonly messageOf: ReadonlyMap<QueuedHint, Message>;
  readonly unreadable: readonly { readonly message: Message; readonly error: UnreadableMessage }[];
  /** Of a later version of this program, which will read them. */
  readonly newer: readonly { readonly message: Message; readonly error: NewerMessage }[];
}

/** The hints of a batch, each with the message it came in; what cannot be read fails alone. */
export function readMessages(messages: readonly Message[], context: ParseContext): ReadMessages {
  const messageOf = new Map<QueuedHint, Message>();
  const unreadable: { message: Message; error: UnreadableMessage }[] = [];
  const newer: { message: Message; error: NewerMessage }[] = [];
  for (const message of messages) {
    try {
      for (const hint of parseMessage(message.body, context))
        messageOf.set({ hint, queuedAt: message.queuedAt }, message);
    } catch (error) {
      if (error instanceof NewerMessage) newer.push({ message, error });
      else if (error instanceof UnreadableMessage) unreadable.push({ message, error });
      else throw error;
    }
  }
  return { hints: [...messageOf.keys()], messageOf, unreadable, newer };
}

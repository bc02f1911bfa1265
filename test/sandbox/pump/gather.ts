import type { Message } from '@aws-sdk/client-sqs';
import type { Mapping } from './mapping.ts';

/** At most `max` (1 to 10) messages that are there now; it does not wait for any. */
export type Receive = (max: number) => Promise<readonly Message[]>;

export interface Waiting {
  now(): number;
  pause(milliseconds: number): Promise<void>;
  /** Nothing more is to be received. */
  stopped(): boolean;
}

/** Lambda invokes with 6 MB at most. */
const PAYLOAD = 6 * 1024 * 1024;
/** What a record weighs around its body. */
const ENVELOPE = 1024;
const RECEIVED_AT_ONCE = 10;
const IDLE = 25;

/**
 * One batch: as many messages as the mapping takes or the payload holds, or what came within the window after the
 * first. Without a window: what one look at the queue gives. Empty only when stopped.
 */
export async function gather(
  { batchSize, window }: Pick<Mapping, 'batchSize' | 'window'>,
  receive: Receive,
  { now, pause, stopped }: Waiting,
): Promise<Message[]> {
  const batch: Message[] = [];
  let bytes = 0;
  let until = Number.POSITIVE_INFINITY;
  // A receive may bring ten of the largest messages: room is kept for them.
  const room = () => bytes + RECEIVED_AT_ONCE * 256 * 1024 < PAYLOAD;
  while (batch.length < batchSize && room() && !stopped() && now() < until) {
    const messages = await receive(Math.min(RECEIVED_AT_ONCE, batchSize - batch.length));
    if (messages.length > 0) until = Math.min(until, now() + window);
    else await pause(Math.min(IDLE, Math.max(1, until - now())));
    batch.push(...messages);
    for (const { Body = '' } of messages) bytes += Buffer.byteLength(Body) + ENVELOPE;
  }
  return batch;
}

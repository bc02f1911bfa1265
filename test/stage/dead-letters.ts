import type { OperatePorts } from '../../functions/operate/ports.ts';
import {
  DEAD_LETTER_QUEUES,
  type DeadLetter,
  type DeadLetterQueue,
} from '../../shared/dead-letters/dead-letter.ts';
import { parseMessage } from '../../shared/events/parse-message.ts';
import { CALLER, type Stage } from './stage.ts';

type DeadLetterPorts = Pick<
  OperatePorts,
  'readDeadLetters' | 'countDeadLetters' | 'bringBack' | 'deleteDeadLetters'
>;

const known = new WeakMap<Stage, Record<DeadLetterQueue, DeadLetter[]>>();
/** Epoch ms, by message. */
const hiddenUntil = new WeakMap<Stage, Map<string, number>>();

/** The dead-letter queues of the stage; a test puts messages there. */
export function deadLettersOf(stage: Stage): Record<DeadLetterQueue, DeadLetter[]> {
  const empty = (): [DeadLetterQueue, DeadLetter[]][] => DEAD_LETTER_QUEUES.map((queue) => [queue, []]);
  const found = known.get(stage) ?? (Object.fromEntries(empty()) as Record<DeadLetterQueue, DeadLetter[]>);
  known.set(stage, found);
  return found;
}

let letters = 0;
export function putDeadLetter(
  stage: Stage,
  queue: DeadLetterQueue,
  body: string,
  attributes: DeadLetter['attributes'] = {},
): void {
  const id = `letter-${++letters}`;
  const sentAt = stage.clock.now() - 1;
  deadLettersOf(stage)[queue].push({ messageId: id, receiptHandle: id, body, sentAt, attributes });
}

/** As SQS does it: who was read is hidden from all for as long as its reader wanted. */
export function deadLetterPorts(stage: Stage): DeadLetterPorts {
  const queues = deadLettersOf(stage);
  const hidden = hiddenUntil.get(stage) ?? new Map<string, number>();
  hiddenUntil.set(stage, hidden);
  return {
    readDeadLetters: async (queue, seconds) => {
      const now = stage.clock.now();
      const read = queues[queue].filter(({ messageId }) => (hidden.get(messageId) ?? 0) <= now).slice(0, 10);
      for (const { messageId } of read) hidden.set(messageId, now + seconds * 1_000);
      return read;
    },
    countDeadLetters: async (queue) => queues[queue].length,
    bringBack: async (to, own) => {
      for (const { body } of own)
        if (to === 'surveys-asked') stage.asks.push(JSON.parse(body));
        else for (const hint of parseMessage(body, { ...CALLER, tagPrefix: 'signpost' })) stage.put(hint);
      return own;
    },
    deleteDeadLetters: async (queue, own) => {
      queues[queue] = queues[queue].filter((letter) => !own.includes(letter));
    },
  };
}

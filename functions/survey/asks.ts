import { parseSurveyAsk } from '../../shared/surveys/parse-survey-ask.ts';
import type { SurveyAsk } from '../../shared/surveys/survey.ts';

/** A message of the survey's queue. */
export interface AskMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly receives: number;
}

export interface ReadAsk {
  readonly message: AskMessage;
  readonly ask: SurveyAsk;
}

export interface SortedAsks {
  /** By cluster: one survey answers all of them. */
  readonly due: ReadonlyMap<string, readonly ReadAsk[]>;
  /** Want a survey that begins later than now. */
  readonly early: readonly ReadAsk[];
  readonly unreadable: readonly { readonly message: AskMessage; readonly error: Error }[];
}

/** Sorts a batch by what is to be done with each message at `now`, epoch ms. */
export function sortAsks(messages: readonly AskMessage[], now: number): SortedAsks {
  const read: ReadAsk[] = [];
  const unreadable: { message: AskMessage; error: Error }[] = [];
  for (const message of messages) {
    try {
      read.push({ message, ask: parseSurveyAsk(message.body) });
    } catch (error) {
      unreadable.push({ message, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  const early = read.filter(({ ask }) => ask.notBefore > now);
  const due = Map.groupBy(
    read.filter(({ ask }) => ask.notBefore <= now),
    ({ ask }) => ask.cluster,
  );
  return { due, early, unreadable };
}

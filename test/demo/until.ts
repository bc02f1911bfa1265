import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from './stage.ts';

/** The story does not go as it is told. */
export class NotAsTold extends Error {
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    super(`expected ${expected}, found ${found}`);
    this.name = 'NotAsTold';
    this.expected = expected;
    this.found = found;
  }
}

const BETWEEN_LOOKS = 50;

/** Asks again until the answer is as told, for as long as the stage has patience; then throws what was found last. */
export async function until<Answer>(
  { patience }: Pick<Stage, 'patience'>,
  expected: string,
  ask: () => Promise<Answer>,
  isIt: (answer: Answer) => boolean,
  show: (answer: Answer) => string = (answer) => JSON.stringify(answer) ?? 'nothing',
): Promise<Answer> {
  const start = Date.now();
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (Date.now() - start > patience)
      throw new NotAsTold(`${expected} within ${patience / 1000} s`, show(answer));
    await pause(BETWEEN_LOOKS);
  }
}

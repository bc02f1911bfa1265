import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is what is waited for; after `within` milliseconds, throws telling the last answer. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isIt: (answer: Answer) => boolean,
  within = 10_000,
): Promise<Answer> {
  const start = Date.now();
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (Date.now() - start > within) {
      throw new Error(`Not so within ${within} ms; the last answer was ${JSON.stringify(answer)}`);
    }
    await pause(50);
  }
}

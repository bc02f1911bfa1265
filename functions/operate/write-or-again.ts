import { SignpostError } from '../../shared/errors.ts';
import type { WriteResult } from '../../shared/ledger/write-rows.ts';
import type { Call } from './ports.ts';

const ATTEMPTS = 8;

/** Reads and writes a row until nobody else wrote it in between. */
export async function writeOrAgain(
  what: string,
  readAndWrite: () => Promise<WriteResult>,
  { pause }: Call,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if ((await readAndWrite()) === 'written') return;
    await pause(50 * 2 ** attempt);
  }
  throw new SignpostError(
    `${what} was written by others ${ATTEMPTS} times in a row, expected to get a turn: nothing was done, invoke again.`,
  );
}

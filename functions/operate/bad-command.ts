import { SignpostError, tellValue } from '../../shared/errors.ts';

/** What is wrong with a payload: the field as a path, and what was expected there. */
export interface Wrong {
  readonly field: string;
  readonly got: unknown;
  readonly expected: string;
}

const TOLD = 200;
/** More than anybody reads at once. */
const MOST = 10;

/** A payload that asks for nothing that can be done. `aws lambda invoke` writes name and message into its file. */
export class BadCommand extends SignpostError {
  override readonly name = 'BadCommand';

  constructor(wrong: readonly Wrong[], options?: ErrorOptions) {
    const each = wrong
      .slice(0, MOST)
      .map(({ field, got, expected }) => `${field.slice(0, TOLD)}: got ${told(got)}, expected ${expected}`);
    if (wrong.length > MOST) each.push(`and ${wrong.length - MOST} more`);
    super(`${each.join('; ')}. Nothing was done: correct the payload and invoke again.`, options);
  }
}

function told(value: unknown): string {
  return value === undefined ? 'nothing' : tellValue(value, TOLD);
}

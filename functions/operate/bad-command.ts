import { SignpostError } from '../../shared/errors.ts';

/** What is wrong with a payload: the field as a path, and what was expected there. */
export interface Wrong {
  readonly field: string;
  readonly got: unknown;
  readonly expected: string;
}

/** A payload that asks for nothing that can be done. `aws lambda invoke` writes name and message into its file. */
export class BadCommand extends SignpostError {
  override readonly name = 'BadCommand';

  constructor(wrong: readonly Wrong[], options?: ErrorOptions) {
    const each = wrong.map(({ field, got, expected }) => `${field}: got ${told(got)}, expected ${expected}`);
    super(`${each.join('; ')}. Nothing was done: correct the payload and invoke again.`, options);
  }
}

const TOLD = 200;

function told(value: unknown): string {
  const json = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return json.length > TOLD ? `${json.slice(0, TOLD)}…` : json;
}

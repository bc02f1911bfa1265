import { SignpostError } from '../errors.ts';

/** Fields of a description, each needed: the SDK types all of them as optional. */
export const described = {
  text(value: string | undefined, field: string, of: string): string {
    return value === undefined || value === '' ? fail(field, of, value, 'a text') : value;
  },

  /** Lower case, no trailing dot. */
  dnsName(value: string | undefined, field: string, of: string): string {
    return described.text(value, field, of).toLowerCase().replace(/\.$/, '');
  },

  /** As ISO 8601, UTC. */
  time(value: Date | undefined, field: string, of: string): string {
    return value === undefined ? fail(field, of, value, 'a time') : value.toISOString();
  },

  oneOf<Value extends string>(
    values: readonly Value[],
    value: string | undefined,
    field: string,
    of: string,
  ): Value {
    return values.find((each) => each === value) ?? fail(field, of, value, values.join(', '));
  },
};

function fail(field: string, of: string, got: unknown, expected: string): never {
  throw new SignpostError(
    `The ELB API describes ${of} with ${field} ${got === undefined ? 'absent' : JSON.stringify(got)}, expected ` +
      `${expected}: its names stay as they are; if AWS has a new value there, a newer version is needed.`,
  );
}

import { AwsError } from '../aws-error.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** Refuses a value outside an enumeration, in the words of AWS's request validation. */
export function checkEnum(value: string | undefined, member: string, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

/** Returns a list that must have 1 to `most` entries. */
export function checkList<Item>(items: Item[] | undefined, member: string, most: number): Item[] {
  if (items === undefined || items.length === 0) throw validationError(`${member} must be specified`);
  if (items.length > most) {
    throw validationError(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${most}`,
    );
  }
  return items;
}

import { validationError } from './validation-error.ts';

/** Refuses what AWS refuses as the name of a load balancer or target group (`what`). */
export function checkName(name: string | undefined, what: string): string {
  if (name === undefined || name === '') throw validationError(`A ${what} name must be specified`);
  if (name.length > 32)
    throw validationError(`The ${what} name '${name}' cannot be longer than '32' characters`);
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    throw validationError(
      `The ${what} name '${name}' can only contain characters that are alphanumeric characters and hyphens(-)`,
    );
  }
  if (name.startsWith('-') || name.endsWith('-')) {
    throw validationError(`The ${what} name '${name}' cannot begin or end with '-'`);
  }
  return name;
}

/** Every path below `value`, as error messages write them: `detail.requestParameters.resourceArns[0]`. */
export function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = below(value, at, key);
    return [path, ...pathsOf(inner, path)];
  });
}

/** `value` with `to` at `path`. `undefined` takes it out; in a list, where there is no taking out, it becomes null. */
export function changed(value: unknown, path: string, to: unknown, at = ''): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const here = below(value, at, key);
    return [key, here === path ? to : changed(inner, path, to, here)];
  });
  if (Array.isArray(value)) return entries.map(([, inner]) => inner ?? null);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function below(parent: object, at: string, key: string): string {
  if (Array.isArray(parent)) return `${at}[${key}]`;
  return at === '' ? key : `${at}.${key}`;
}

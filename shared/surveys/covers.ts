/**
 * Does a declared host serve this one? Both lower case; either may begin with `*.`. `*` serves all; `*.x` serves every
 * depth below x, and what begins with `*.` below it or at it, but not x itself; any other host serves itself alone.
 */
export function covers(declaredHost: string, host: string): boolean {
  if (declaredHost === '*' || declaredHost === host) return true;
  return declaredHost.startsWith('*.') && host.endsWith(declaredHost.slice(1));
}

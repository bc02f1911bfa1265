/**
 * The host that one entry of an Istio Gateway's `servers[].hosts` serves, lower case: `ns/host` and `./host`
 * serve `host`, whatever namespaces may attach to it. `~/host` serves nothing, nor does what Istio would not accept.
 */
export function servedHost(entry: string): string | undefined {
  const parts = entry.toLowerCase().split('/');
  const [namespace, host] = parts.length === 1 ? ['*', parts[0]] : parts;
  if (parts.length > 2 || namespace === '~' || !host) return undefined;
  return /^(\*|(\*\.)?[^*]+)$/.test(host) ? host : undefined;
}

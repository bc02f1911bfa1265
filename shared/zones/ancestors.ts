/** The names between the apex of its zone and a host, both left out, from the apex down: those where it may be delegated. */
export function ancestorsOf(host: string, apex: string): readonly string[] {
  if (!host.endsWith(`.${apex}`)) return [];
  const labels = host.slice(0, -apex.length - 1).split('.');
  return labels
    .map((_, at) => [...labels.slice(at + 1), apex].join('.'))
    .slice(0, -1)
    .reverse();
}

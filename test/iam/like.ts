/** `*` stands for any characters, `?` for one, as in policies and patterns of AWS. */
export function like(glob: string, value: string): boolean {
  const literal = (part: string) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.');
  return new RegExp(`^${glob.split('*').map(literal).join('.*')}$`, 's').test(value);
}

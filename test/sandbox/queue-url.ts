/** Any host will do: the sandbox's clients use their own endpoint, and MiniStack reads account and name only. */
export function queueUrlOf(arn: string): string {
  const [, , , , account, name] = arn.split(':');
  return `http://127.0.0.1/${account}/${name}`;
}

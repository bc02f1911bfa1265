import { USER_AGENT } from './clients.ts';

export interface Calls {
  /** ListResourceRecordSets and the like. */
  readonly reads: number;
  /** ChangeResourceRecordSets. */
  readonly changes: number;
}

/** Calls since the last time it was asked. */
export type Lap = () => Promise<Calls>;

interface RecordedCall {
  readonly userAgent: string;
  readonly method: string;
  readonly path: string;
}

/**
 * Counts the Route 53 calls that the sandbox's endpoint has answered to anybody but the demo, refused ones included. The
 * deployed functions make no others: on AWS one would look them up in CloudTrail.
 */
export async function createCounter(endpoint: string): Promise<Lap> {
  const url = new URL('/_sandbox/calls?service=route53', endpoint);
  const count = async (): Promise<Calls> => {
    const all = (await (await fetch(url)).json()) as readonly RecordedCall[];
    const calls = all.filter(({ userAgent }) => !userAgent.includes(USER_AGENT));
    const changes = calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/rrset')).length;
    return { reads: calls.length - changes, changes };
  };
  let before = await count();
  return async () => {
    const now = await count();
    const lap = { reads: now.reads - before.reads, changes: now.changes - before.changes };
    before = now;
    return lap;
  };
}

/** `1 read, 1 change`. */
export function sayCalls({ reads, changes }: Calls): string {
  if (reads + changes === 0) return 'none';
  const said = [reads > 0 && plural(reads, 'read'), changes > 0 && plural(changes, 'change')];
  return said.filter((part) => part !== false).join(', ');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

import { createHash } from 'node:crypto';

/** Identifiers that look like AWS's and never come twice in one world, the same in each run of the same calls. */
export interface Identifiers {
  /** Counts up: the order of creation. */
  serial(): number;
  /** 16 hexadecimal digits, as in the ARNs. */
  hex16(): string;
  /** The number in the DNS name of an application or classic load balancer. */
  dnsNumber(): string;
  uuid(): string;
}

export function createIdentifiers(): Identifiers {
  let count = 0;
  const digest = (kind: string) => createHash('sha256').update(`${kind} ${++count}`).digest('hex');
  return {
    serial: () => ++count,
    hex16: () => digest('hex').slice(0, 16),
    dnsNumber: () => String(100_000_000 + (Number.parseInt(digest('dns').slice(0, 8), 16) % 2_000_000_000)),
    uuid: () => digest('uuid').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5'),
  };
}

import type { Difference } from './difference.ts';

/** Placeholder until the packer's limits move here. */
export function fitsOneBatch({ deletes, creates }: Difference): boolean {
  return deletes.length + creates.length <= 1000;
}

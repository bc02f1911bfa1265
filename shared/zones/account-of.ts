import type { Zone } from './zone.ts';

/** The account that a zone is in: that of its role, else the one that this runs in. */
export function accountOf({ roleArn }: Pick<Zone, 'roleArn'>, own: string): string {
  return roleArn?.split(':')[4] ?? own;
}

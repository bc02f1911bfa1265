import { AwsError } from '../aws-error.ts';

/** The one VPC of the world: every subnet `subnet-...` exists, in it. */
export const VPC = 'vpc-sandbox';

export function checkSubnet(id: string | undefined, exception: string): string {
  if (id !== undefined && /^subnet-[A-Za-z0-9-]+$/.test(id)) return id;
  throw new AwsError(exception, `The subnet ID '${id}' does not exist`);
}

/** A subnet lies in one zone for good: the zone is read off its id. */
export function zoneOfSubnet(id: string, region: string): string {
  const sum = [...id].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return `${region}${'abc'[sum % 3]}`;
}

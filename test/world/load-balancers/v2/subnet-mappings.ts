import type { SubnetMapping } from '@aws-sdk/client-elastic-load-balancing-v2';
import { checkSubnet } from '../subnets.ts';
import { validationError } from '../validation-error.ts';

interface Given {
  readonly Subnets?: string[] | undefined;
  readonly SubnetMappings?: SubnetMapping[] | undefined;
}

/** The subnets of a request, given in one of two ways. */
export function subnetMappings({ Subnets = [], SubnetMappings = [] }: Given): SubnetMapping[] {
  if (Subnets.length > 0 && SubnetMappings.length > 0) {
    throw validationError(`You cannot specify both subnets and subnet mappings`);
  }
  const given = SubnetMappings.length > 0 ? SubnetMappings : Subnets.map((SubnetId) => ({ SubnetId }));
  if (given.length === 0) throw validationError('At least one subnet must be specified');
  const ids = given.map(({ SubnetId }) => checkSubnet(SubnetId, 'SubnetNotFoundException'));
  if (new Set(ids).size < ids.length) throw validationError('A subnet cannot be specified more than once');
  return given.map((mapping) => ({ ...mapping }));
}

/** Two lists of subnets are the same in any order. */
export function sameSubnets(one: readonly SubnetMapping[], other: readonly SubnetMapping[]): boolean {
  const key = (mappings: readonly SubnetMapping[]) =>
    JSON.stringify(
      mappings
        .map(({ SubnetId, AllocationId, PrivateIPv4Address, IPv6Address }) => [
          SubnetId,
          AllocationId,
          PrivateIPv4Address,
          IPv6Address,
        ])
        .sort(),
    );
  return key(one) === key(other);
}

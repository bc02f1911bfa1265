import type {
  IpAddressType,
  LoadBalancerSchemeEnum,
  LoadBalancerTypeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { checkEnum } from '../validation-error.ts';

/** Refuses address types that AWS does not have, or not for this kind and scheme. */
export function checkAddressType(
  addressType: IpAddressType | undefined,
  type: LoadBalancerTypeEnum,
  scheme: LoadBalancerSchemeEnum | undefined,
): void {
  checkEnum(addressType, 'ipAddressType', ['ipv4', 'dualstack', 'dualstack-without-public-ipv4']);
  if (addressType !== 'dualstack-without-public-ipv4') return;
  if (type === 'application' && scheme === 'internet-facing') return;
  throw new AwsError(
    'InvalidConfigurationRequestException',
    `The IP address type 'dualstack-without-public-ipv4' is supported by internet-facing application load ` +
      `balancers only`,
  );
}

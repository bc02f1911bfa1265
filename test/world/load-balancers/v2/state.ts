import type {
  Action,
  CreateTargetGroupInput,
  IpAddressType,
  LoadBalancerSchemeEnum,
  LoadBalancerTypeEnum,
  ProtocolEnum,
  RuleCondition,
  SubnetMapping,
  TargetDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Call } from '../call.ts';
import type { Tag } from '../tag-rules.ts';
import type { Taggable } from '../taggable.ts';

interface Resource extends Taggable {
  readonly serial: number;
}

export interface StoredLoadBalancer extends Resource {
  readonly name: string;
  readonly type: LoadBalancerTypeEnum;
  readonly createdAt: number;
  /** Gateway load balancers have neither scheme nor DNS name. */
  readonly scheme: LoadBalancerSchemeEnum | undefined;
  readonly dnsName: string | undefined;
  readonly zoneId: string | undefined;
  /** As given when it was created: to be repeated, a creation must give the same. */
  readonly createdWith: readonly Tag[];
  ipAddressType: IpAddressType;
  subnets: SubnetMapping[];
  securityGroups: string[] | undefined;
  readonly attributes: Map<string, string>;
}

export interface StoredTargetGroup extends Resource {
  readonly settings: CreateTargetGroupInput;
  readonly targets: Map<string, TargetDescription>;
}

export interface StoredListener extends Resource {
  readonly loadBalancerArn: string;
  readonly port: number | undefined;
  readonly protocol: ProtocolEnum | undefined;
  readonly actions: Action[];
}

export interface StoredRule extends Resource {
  readonly listenerArn: string;
  /** A number, or `default`. */
  readonly priority: string;
  readonly conditions: RuleCondition[];
  readonly actions: Action[];
}

/** What API 2015-12-01 knows in one account and Region, by ARN. */
export interface V2State {
  readonly loadBalancers: Map<string, StoredLoadBalancer>;
  readonly targetGroups: Map<string, StoredTargetGroup>;
  readonly listeners: Map<string, StoredListener>;
  readonly rules: Map<string, StoredRule>;
}

export type V2Call = Call<V2State>;

export function emptyV2State(): V2State {
  return { loadBalancers: new Map(), targetGroups: new Map(), listeners: new Map(), rules: new Map() };
}

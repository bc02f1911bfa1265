import type { Zone } from './zones/zone.ts';

/** `plan`: nothing is written to Route 53. `sync`: the zone follows the load balancers. */
export type Policy = 'plan' | 'sync';

export interface Cluster {
  readonly name: string;
  /** Set when the API server is reached from inside a VPC only. */
  readonly vpc?:
    | {
        readonly id: string;
        readonly subnetIds: readonly string[];
        readonly securityGroupIds: readonly string[];
      }
    | undefined;
}

/** The settings that the functions run by: validated at synth, inlined in each bundle. */
export interface Settings {
  /** Name of the stack, told in change comments and logs. */
  readonly name: string;
  readonly policy: Policy;
  readonly tagPrefix: string;
  readonly zones: readonly Zone[];
  readonly clusters: readonly Cluster[];
  /** Seconds between the two looks that a withdrawal needs. */
  readonly withdrawAfter: { readonly loadBalancer: number; readonly gateway: number };
}

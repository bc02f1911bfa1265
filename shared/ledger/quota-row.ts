/** A bucket's tokens when they were last taken (epoch ms). */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** `quota#<account>`: this stack's share of the Route 53 buckets of the account that the zone is in. */
export interface QuotaRow {
  readonly rev: string;
  readonly schema: number;
  readonly account: string;
  readonly requests: Bucket;
  readonly changes: Bucket;
}

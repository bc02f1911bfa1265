/** What the `survey` function tells the `cluster` function: where the API server is, and whom to believe. */
export interface ClusterRequest {
  readonly name: string;
  /** `https://…`, as DescribeCluster says. */
  readonly endpoint: string;
  /** Base64 of PEM, as DescribeCluster says. */
  readonly certificateAuthority: string;
  /** Region of the cluster, for the token. */
  readonly region: string;
  /** What annotations of our own begin with, without the slash. */
  readonly tagPrefix: string;
}

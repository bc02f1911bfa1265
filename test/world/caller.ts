/** Who calls, as the credentials tell: a 12-digit access key is that account, any other key 000000000000. */
export interface Caller {
  readonly account: string;
  readonly region: string;
}

/**
 * One AWS API of the world, by operation name (`DescribeLoadBalancers`), with inputs and outputs shaped as SDK v3
 * shapes them. Throws `AwsError`. What the HTTP codecs and the in-process clients both call.
 */
export type Operations = Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: each operation narrows its own input
  Record<string, (input: any, caller: Caller) => unknown>
>;

/** Codes on the wire that are not the name of the exception without its ending. */
const CODES: Readonly<Record<string, string>> = {
  AccessPointNotFoundException: 'LoadBalancerNotFound',
  DuplicateAccessPointNameException: 'DuplicateLoadBalancerName',
  TooManyAccessPointsException: 'TooManyLoadBalancers',
  InvalidEndPointException: 'InvalidInstance',
};

/** The error code as the ELB APIs send it, and CloudTrail records it, for an exception's name in SDK v3. */
export function errorCodeOf(name: string): string {
  return CODES[name] ?? name.replace(/Exception$/, '');
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A request to be signed by its query. */
export interface TokenRequest {
  readonly method: 'GET';
  readonly protocol: 'https:';
  readonly hostname: string;
  readonly path: '/';
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
}

/** Signs a request for STS in a Region at a time (epoch ms) without sending it, and answers its query. */
export type Presign = (
  request: TokenRequest,
  region: string,
  at: number,
) => Promise<Readonly<Record<string, string | string[] | null>>>;

/**
 * The bearer token by which EKS knows an IAM identity: a presigned STS GetCallerIdentity whose signature covers the
 * cluster's name. Made without a call; good for 15 minutes. As aws-iam-authenticator makes it (pkg/token).
 */
export async function signToken(
  presign: Presign,
  region: string,
  cluster: string,
  now: number,
): Promise<string> {
  const hostname = `sts.${region}.amazonaws.com`;
  const request: TokenRequest = {
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: hostname, 'x-k8s-aws-id': cluster },
  };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(await presign(request, region, now)))
    query.set(key, String(value));
  const url = `https://${hostname}/?${query}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

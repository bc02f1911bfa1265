import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RefuseSigner } from './access-entries.ts';
import { answer } from './answer.ts';
import { makeCertificates } from './certificates.ts';
import { type Manifests, manifestReader } from './manifests.ts';
import { failure, type KubernetesResponse } from './response.ts';
import { type Allows, readRules } from './rules.ts';
import { refuseToken, type SecretOf } from './token.ts';

const RBAC = new URL('../../../k8s/signpost-reader.yaml', import.meta.url);

export interface ClusterApiOptions {
  /** As EKS knows it: the token must be signed for this name. */
  readonly name: string;
  /** The cluster's own folder of manifests, `$SANDBOX_CLUSTERS/<cluster>`; it may come and go. */
  readonly folder: string;
  /** 127.0.0.2 by default: the emulator turns a function's HTTPS calls to 127.0.0.1 into HTTP. */
  readonly host?: string;
  readonly now?: () => number;
  readonly secretOf?: SecretOf;
  /** Asked about a token that is in order; absent: whoever signed it is let in. */
  readonly refuseSigner?: RefuseSigner;
  /** An answer in place of the real one to an authenticated request, or `hang` for none at all. */
  readonly fault?: (url: URL) => KubernetesResponse | 'hang' | undefined;
}

export interface ClusterApi {
  /** `https://127.0.0.2:PORT`. */
  readonly endpoint: string;
  /** Base64 of PEM, as DescribeCluster hands it out. */
  readonly certificateAuthority: string;
  close(): Promise<void>;
}

/** The API server of one EKS cluster, on a free port: TLS with an authority of its own, EKS tokens, RBAC, lists. */
export async function startClusterApi(options: ClusterApiOptions): Promise<ClusterApi> {
  const host = options.host ?? '127.0.0.2';
  const { authority, certificate, key } = await makeCertificates(host);
  const allows = await readRules(RBAC);
  const read = manifestReader(options.folder);
  const server = createServer({ key, cert: certificate }, (request, response) => {
    void respond(request, response, options, read, allows);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return {
    endpoint: `https://${host}:${(server.address() as AddressInfo).port}`,
    certificateAuthority: Buffer.from(authority).toString('base64'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: ClusterApiOptions,
  read: () => Promise<Manifests>,
  allows: Allows,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://cluster');
  const result = await decide(request, url, options, read, allows);
  if (result === 'hang') return;
  response.writeHead(result.status, { 'content-type': result.contentType });
  response.end(result.body);
}

async function decide(
  request: IncomingMessage,
  url: URL,
  options: ClusterApiOptions,
  read: () => Promise<Manifests>,
  allows: Allows,
): Promise<KubernetesResponse | 'hang'> {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const now = (options.now ?? Date.now)();
  const refused =
    refuseToken(bearer, options.name, now, options.secretOf ?? testSecret) ??
    (await options.refuseSigner?.(bearer, options.name));
  if (refused !== undefined) return failure(401, 'Unauthorized', `Unauthorized: ${refused}`);
  if (request.method !== 'GET') return failure(403, 'Forbidden', `${request.method} is not allowed`);
  const fault = options.fault?.(url);
  if (fault !== undefined) return fault;
  try {
    return answer(url, await read(), allows);
  } catch (error) {
    return failure(500, 'InternalError', error instanceof Error ? error.message : String(error));
  }
}

/** The credentials of local work: `test`, or an account id as access key, both with the secret `test`. */
function testSecret(accessKeyId: string): string | undefined {
  return accessKeyId === 'test' || /^\d{12}$/.test(accessKeyId) ? 'test' : undefined;
}

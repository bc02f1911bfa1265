import type { Identify } from '../front/identify.ts';
import { signedRequestOf } from './token.ts';

/** Why the cluster lets nobody in with this token, or undefined if it does. */
export type RefuseSigner = (token: string, cluster: string) => Promise<string | undefined>;

/**
 * Lets in the roles that have an access entry, in the group of `k8s/signpost-reader.yaml`. As in EKS, STS says who signed
 * the token.
 */
export function accessEntries(identify: Identify, roles: readonly string[]): RefuseSigner {
  return async (token, cluster) => {
    try {
      const { arn } = await identify(signedRequestOf(token, cluster));
      return roles.includes(roleOf(arn)) ? undefined : `no access entry for ${arn}`;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };
}

/** `arn:aws:sts::…:assumed-role/NAME/SESSION` is a session of `arn:aws:iam::…:role/NAME`. */
function roleOf(session: string): string {
  return session.replace(/^arn:(.*):sts:(.*):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam:$2:role/$3');
}

import { KubernetesError } from '../../shared/kubernetes/read-json.ts';

/** What somebody else answers with, in place of the API server. */
const CERTIFICATE = /CERT|SIGNATURE|ALTNAME/;
const UNTRUSTED =
  "what answers has no certificate of the cluster's own authority: look what stands between, and whether `vpc` in the settings is that of this cluster";
const UNREACHED =
  "look whether the cluster function reaches the API server: `vpc` in the settings, security groups, the endpoint's public access";

/**
 * An error in one line: with its causes, because `fetch failed` keeps what happened in there, and with what to do if no
 * answer came at all.
 */
export function describeFailure(error: unknown): string {
  const texts: string[] = [];
  for (let at = error; at instanceof Error && texts.length < 4; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? ` (${at.code})` : '';
    texts.push(`${at.message || at.name}${code}`);
  }
  const told = (texts.length === 0 ? String(error) : texts.join(': ')).slice(0, 500);
  if (!(error instanceof KubernetesError) || error.cause === undefined) return told;
  return `${told}: ${CERTIFICATE.test(told) ? UNTRUSTED : UNREACHED}`;
}

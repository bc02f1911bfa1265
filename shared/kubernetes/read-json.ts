import type { z } from 'zod';
import { SignpostError } from '../errors.ts';
import type { KubernetesGet } from './kubernetes-get.ts';

/** An API server's answer that is not what was asked for. */
export class KubernetesError extends SignpostError {
  override readonly name = 'KubernetesError';
}

const ADVICE: Readonly<Record<number, string>> = {
  401: "give the cluster function's role an EKS access entry in this cluster",
  403: 'apply k8s/signpost-reader.yaml to the cluster, and give the access entry the group signpost-readers',
  404: 'if the next survey finds the same, look whether a Kubernetes API server answers at the endpoint of this cluster',
  410: 'the list changed while it was read; the next survey reads it again',
  429: 'the API server has too much to do; the next survey asks again',
};
const BROKEN = 'the API server cannot answer just now; the next survey asks again';
/** What to do about an answer of another form. */
export const MISFIT =
  'look whether a Kubernetes API server answers at the endpoint of this cluster, or something in front of it';

/** What to do about a refusal, as the end of a sentence that says what came. */
export function adviceOn(status: number): string {
  const advice = ADVICE[status] ?? (status >= 500 ? BROKEN : undefined);
  return advice === undefined ? '' : `: ${advice}`;
}

/** The body of a 200, in the form expected; `undefined` for a 404. Throws for everything else, saying what came. */
export async function readJson<T>(
  get: KubernetesGet,
  path: string,
  form: z.ZodType<T>,
): Promise<T | undefined> {
  const [shortPath] = path.split('?');
  const { status, body } = await get(path).catch((cause: unknown) => {
    throw new KubernetesError(`GET ${shortPath} was not answered`, { cause });
  });
  if (status === 404) return undefined;
  if (status !== 200)
    throw new KubernetesError(
      `GET ${shortPath} was answered ${status} (${messageOf(body)})${adviceOn(status)}`,
    );
  const parsed = form.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [where, misfit] = [issue?.path.join('.') || 'it', issue?.message.replace(/^Invalid input: /, '')];
  throw new KubernetesError(
    `GET ${shortPath} was answered 200 with ${body.slice(0, 80)}…: ${where}: ${misfit}: ${MISFIT}`,
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON fits no form: the caller's check says so, with the beginning of the body.
    return undefined;
  }
}

/** The message of a Kubernetes Status, else the beginning of the body. */
function messageOf(body: string): string {
  const status = parseJson(body);
  const message =
    typeof status === 'object' && status !== null && 'message' in status ? status.message : body;
  return String(message).trim().slice(0, 200);
}

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
  410: 'the list changed while it was read; the next survey reads it again',
};

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
  if (status !== 200) {
    const advice = ADVICE[status];
    const told = messageOf(body);
    throw new KubernetesError(
      `GET ${shortPath} was answered ${status} (${told})${advice === undefined ? '' : `: ${advice}`}`,
    );
  }
  const parsed = form.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KubernetesError(
    `GET ${shortPath} was answered 200 with ${body.slice(0, 80)}…: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
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

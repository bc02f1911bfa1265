import * as z from 'zod';
import { KubernetesError, MISFIT } from './read-json.ts';

/**
 * Metadata is required: an item without it means that the answer is no list of objects, so the survey is incomplete.
 * Below it, a field of another form reads as absent: one malformed object must not stop the survey of a cluster.
 */
export const metadata = z.object({ namespace: z.string().min(1), name: z.string().min(1) });

/** One item of a list. @throws KubernetesError where it is no object of the kind, because it lacks what all have. */
export function itemOf<Form extends z.ZodType>(kind: string, form: Form, item: unknown): z.infer<Form> {
  const parsed = form.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [where, misfit] = [issue?.path.join('.') || 'it', issue?.message.replace(/^Invalid input: /, '')];
  throw new KubernetesError(`A list holds an item that is no ${kind}: ${where}: ${misfit}: ${MISFIT}`);
}

export const labels = z.record(z.string(), z.string()).catch({});

/** A list of texts; what is none is left out. */
export const strings = z
  .array(z.unknown())
  .catch([])
  .transform((items) => items.filter((item) => typeof item === 'string'));

/** `status.loadBalancer` of a Service or an Ingress: its hostnames, lower case, sorted, each once. */
export const shownHostnames = z
  .object({
    loadBalancer: z.object({
      ingress: z.array(z.object({ hostname: z.string().optional().catch(undefined) })),
    }),
  })
  .catch({ loadBalancer: { ingress: [] } })
  .transform(({ loadBalancer }) => distinct(loadBalancer.ingress.flatMap(({ hostname }) => hostname ?? [])));

/** Lower case, each once, sorted: two lists of the same are equal. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.toLowerCase()))].sort();
}

/** `namespace/name`. */
export function nameOf({ namespace, name }: z.infer<typeof metadata>): string {
  return `${namespace}/${name}`;
}

import * as z from 'zod';

/**
 * Metadata is required: an item without it means that the answer is no list of objects, so the survey is incomplete.
 * Below it, a field of another form reads as absent: one malformed object must not stop the survey of a cluster.
 */
export const metadata = z.object({ namespace: z.string().min(1), name: z.string().min(1) });

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

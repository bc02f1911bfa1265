import * as z from 'zod';
import { itemOf, labels, metadata, nameOf, shownHostnames } from './parse-metadata.ts';

export interface Service {
  /** `namespace/name`. */
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Hostnames of its status, lower case. */
  readonly shows: readonly string[];
}

const service = z.object({
  metadata,
  spec: z.object({ selector: labels }).catch({ selector: {} }),
  status: shownHostnames,
});

/** A core/v1 Service. Throws if it has no namespace and name. */
export function parseService(object: unknown): Service {
  const { metadata: own, spec, status } = itemOf('Service', service, object);
  return { name: nameOf(own), namespace: own.namespace, selector: spec.selector, shows: status };
}

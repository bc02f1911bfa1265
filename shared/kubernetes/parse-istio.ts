import * as z from 'zod';
import { itemOf, labels, metadata, nameOf, strings } from './parse-metadata.ts';

/** networking.istio.io, of any version: they differ in nothing that is read here. */
export interface IstioGateway {
  /** `namespace/name`. */
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  /** As written: `*.x`, `ns/host`, `./host`, `*`. */
  readonly hosts: readonly string[];
}

export interface VirtualService {
  readonly name: string;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** The Gateways that it names, `namespace/name`; the mesh itself is none. */
  readonly gateways: readonly string[];
  /** Namespaces that see it, as written; empty for all. */
  readonly exportTo: readonly string[];
}

const gateway = z.object({
  metadata,
  spec: z
    .object({
      selector: labels,
      servers: z.array(z.object({ hosts: strings }).catch({ hosts: [] })).catch([]),
    })
    .catch({ selector: {}, servers: [] }),
});

const virtualService = z.object({
  metadata,
  spec: z
    .object({ hosts: strings, gateways: strings, exportTo: strings })
    .catch({ hosts: [], gateways: [], exportTo: [] }),
});

/** Throws if it has no namespace and name. */
export function parseIstioGateway(object: unknown): IstioGateway {
  const { metadata: own, spec } = itemOf('Gateway of Istio', gateway, object);
  const hosts = spec.servers.flatMap((server) => server.hosts);
  return { name: nameOf(own), namespace: own.namespace, selector: spec.selector, hosts: [...new Set(hosts)] };
}

/** Throws if it has no namespace and name. */
export function parseVirtualService(object: unknown): VirtualService {
  const { metadata: own, spec } = itemOf('VirtualService', virtualService, object);
  const gateways = spec.gateways
    .filter((each) => each !== 'mesh' && each !== '')
    .map((each) => (each.includes('/') ? each : `${own.namespace}/${each}`));
  return { name: nameOf(own), namespace: own.namespace, ...spec, gateways };
}

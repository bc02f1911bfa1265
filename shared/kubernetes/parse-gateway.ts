import { isIP } from 'node:net';
import * as z from 'zod';
import { distinct, itemOf, labels, metadata, nameOf } from './parse-metadata.ts';

/** Which namespaces' Routes may attach: those whose labels match, where it is a selector. */
export type AllowedNamespaces = 'All' | 'Same' | 'None' | LabelSelector;

/** A Kubernetes label selector; an empty one matches everything. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

export interface Listener {
  readonly name: string;
  /** Lower case; undefined: for every host. */
  readonly hostname: string | undefined;
  readonly port?: number | undefined;
  readonly protocol: string;
  readonly namespaces: AllowedNamespaces;
  /** Kinds of Routes that may attach; undefined: those that the protocol allows. */
  readonly kinds?: readonly string[] | undefined;
}

/** gateway.networking.k8s.io Gateway. */
export interface Gateway {
  /** `namespace/name`. */
  readonly name: string;
  readonly namespace: string;
  readonly listeners: readonly Listener[];
  /** Names among the addresses of its status, lower case. */
  readonly shows: readonly string[];
}

const GROUP = 'gateway.networking.k8s.io';
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

// A selector of another form lets nobody in: `undefined` becomes None below.
const selector = z
  .object({
    matchLabels: z.record(z.string(), z.string()).optional(),
    matchExpressions: z
      .array(
        z.object({ key: z.string(), operator: z.enum(OPERATORS), values: z.array(z.string()).default([]) }),
      )
      .optional(),
  })
  .transform(
    ({ matchLabels = {}, matchExpressions = [] }): LabelSelector => ({ matchLabels, matchExpressions }),
  )
  .optional()
  .catch(undefined);

const allowed = z
  .object({
    namespaces: z
      .object({ from: z.string().default('Same'), selector })
      .default({ from: 'Same', selector: undefined }),
    kinds: z
      .array(z.object({ group: z.string().default(GROUP), kind: z.string() }))
      .optional()
      // Kinds of other groups alone let none of these in; an empty list is none at all.
      .transform((kinds) =>
        kinds === undefined || kinds.length === 0
          ? undefined
          : kinds.filter(({ group }) => group === GROUP).map(({ kind }) => kind),
      ),
  })
  .default({ namespaces: { from: 'Same', selector: undefined }, kinds: undefined })
  .catch({ namespaces: { from: 'None', selector: undefined }, kinds: [] });

const listener = z.object({
  name: z.string().default(''),
  hostname: z
    .string()
    .optional()
    .transform((host) => host?.toLowerCase() || undefined),
  port: z.number().optional(),
  protocol: z.string(),
  allowedRoutes: allowed,
});

const address = z.object({ type: z.string().optional(), value: z.string() });

const gateway = z.object({
  metadata,
  spec: z.object({ listeners: z.array(z.unknown()).catch([]) }).catch({ listeners: [] }),
  status: z.object({ addresses: z.array(z.unknown()).catch([]) }).catch({ addresses: [] }),
});

/** Throws if it has no namespace and name. A listener of another form is none. */
export function parseGateway(object: unknown): Gateway {
  const { metadata: own, spec, status } = itemOf('Gateway', gateway, object);
  const addresses = status.addresses.flatMap((each) => address.safeParse(each).data ?? []);
  return {
    name: nameOf(own),
    namespace: own.namespace,
    listeners: spec.listeners.flatMap((each) => {
      const read = listener.safeParse(each).data;
      if (read === undefined) return [];
      const { allowedRoutes, ...rest } = read;
      return [{ ...rest, namespaces: namespacesOf(allowedRoutes.namespaces), kinds: allowedRoutes.kinds }];
    }),
    // Older controllers leave the type out, or say IPAddress of a name.
    shows: distinct(addresses.filter(({ value }) => isIP(value) === 0).map(({ value }) => value)),
  };
}

function namespacesOf(given: { from: string; selector?: LabelSelector | undefined }): AllowedNamespaces {
  if (given.from === 'All' || given.from === 'Same') return given.from;
  return given.from === 'Selector' && given.selector !== undefined ? given.selector : 'None';
}

const namespace = z.object({ metadata: z.object({ name: z.string().min(1), labels }) });

/** A core/v1 Namespace and its labels, with the one that every Namespace has. Throws if it has no name. */
export function parseNamespace(object: unknown): readonly [string, Readonly<Record<string, string>>] {
  const { name, labels: given } = itemOf('Namespace', namespace, object).metadata;
  return [name, { ...given, 'kubernetes.io/metadata.name': name }];
}

import { HOSTNAME_SOURCES } from './annotation-keys.ts';
import type { Ignored } from './askings.ts';

/** `annotation-only`: not the hosts that the object serves; `defined-hosts-only`: not its annotations. */
export type HostnameSource = 'annotation-only' | 'defined-hosts-only';

const ALL: readonly HostnameSource[] = ['annotation-only', 'defined-hosts-only'];

/** An annotation of one family. */
export interface Annotation {
  /** Without its prefix. */
  readonly bare: string;
  /** With its prefix and the object that carries it. */
  readonly key: string;
  readonly text: string;
}

/**
 * Which names of an object count, by the annotations `ingress-hostname-source` and `gateway-hostname-source` of
 * external-dns, each on whatever object carries it. `undefined`: both kinds.
 */
export function hostnameSource(annotations: readonly Annotation[]): {
  readonly source: HostnameSource | undefined;
  readonly ignored: readonly Ignored[];
} {
  const given = annotations
    .filter(({ bare }) => HOSTNAME_SOURCES.includes(bare))
    .map(({ key, text }) => ({ key, text, source: ALL.find((each) => each === text.trim().toLowerCase()) }));
  return {
    source: given.find(({ source }) => source !== undefined)?.source,
    ignored: given
      .filter(({ source }) => source === undefined)
      .map(({ key, text }) => ({ key, reason: `is "${text}", expected ${ALL.join(' or ')}: ignored` })),
  };
}

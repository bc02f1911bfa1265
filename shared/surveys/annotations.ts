import * as z from 'zod';
import { type Kind, type ObjectRef, refOf } from '../kubernetes/kinds.ts';
import { itemOf, labels, metadata, nameOf } from '../kubernetes/parse-metadata.ts';
import type { Annotations } from './survey.ts';

/** Prefixes of annotations by which names are asked for, besides our own. */
export const FAMILIES = {
  externalDns: 'external-dns.kubernetes.io',
  externalDnsAlpha: 'external-dns.alpha.kubernetes.io',
  tetrate: 'route53.v1beta1.tetrate.io',
} as const;

const object = z.object({ metadata: metadata.extend({ annotations: labels }) });

/** Of each object those annotations that may ask for names; objects without any are left out. */
export function annotationsOf(
  kind: Kind,
  objects: readonly unknown[],
  tagPrefix: string,
): readonly (readonly [ObjectRef, Annotations])[] {
  const prefixes = [tagPrefix, ...Object.values(FAMILIES)].map((prefix) => `${prefix}/`);
  return objects.flatMap((each) => {
    const { metadata: own } = itemOf(kind, object, each);
    const kept = Object.entries(own.annotations).filter(([key]) =>
      prefixes.some((prefix) => key.startsWith(prefix)),
    );
    return kept.length === 0 ? [] : [[refOf(kind, nameOf(own)), Object.fromEntries(kept.sort())] as const];
  });
}

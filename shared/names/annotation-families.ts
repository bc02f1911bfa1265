/**
 * Prefixes of annotations, besides our own, that ask for names: people have them already. external-dns' before and since
 * its version 0.22, and those of the AWS Controller of Tetrate Service Express, which are external-dns' under another
 * prefix.
 */
const EXTERNAL_DNS = ['external-dns.kubernetes.io', 'external-dns.alpha.kubernetes.io'] as const;
const TETRATE = 'route53.v1beta1.tetrate.io';

/** Annotations of one prefix. `contract`: with the keys of the tag contract. */
export interface Family {
  readonly prefix: string;
  readonly kind: 'contract' | 'external-dns' | 'tetrate';
}

/** In the order in which they are heard: of one object, the first that asks for a name says what holds for it. */
export function annotationFamilies(tagPrefix: string): readonly Family[] {
  const others: readonly Family[] = [
    ...EXTERNAL_DNS.map((prefix) => ({ prefix, kind: 'external-dns' as const })),
    { prefix: TETRATE, kind: 'tetrate' },
  ];
  return [{ prefix: tagPrefix, kind: 'contract' }, ...others.filter(({ prefix }) => prefix !== tagPrefix)];
}

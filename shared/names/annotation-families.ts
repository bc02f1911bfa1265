import { FAMILIES } from '../surveys/annotations.ts';

/**
 * Annotations of one prefix. `contract`: ours, with the keys of the tag contract; `external-dns`: before and since its
 * version 0.22; `tetrate`: of the AWS Controller of Tetrate Service Express, external-dns' under another prefix.
 */
export interface Family {
  readonly prefix: string;
  readonly kind: 'contract' | 'external-dns' | 'tetrate';
}

/** In the order in which they are heard: of one object, the first that asks for a name says what holds for it. */
export function annotationFamilies(tagPrefix: string): readonly Family[] {
  const others: readonly Family[] = [
    { prefix: FAMILIES.externalDns, kind: 'external-dns' },
    { prefix: FAMILIES.externalDnsAlpha, kind: 'external-dns' },
    { prefix: FAMILIES.tetrate, kind: 'tetrate' },
  ];
  return [{ prefix: tagPrefix, kind: 'contract' }, ...others.filter(({ prefix }) => prefix !== tagPrefix)];
}

import type { ObjectRef } from '../kubernetes/kinds.ts';
import { type Behind, entriesOf } from '../surveys/behind.ts';
import { annotationFamilies } from './annotation-families.ts';
import type { Ignored } from './askings.ts';
import { type ContractTags, contractTags } from './contract-tags.ts';
import { dropSettings } from './drop-settings.ts';
import { foreignAnnotations } from './foreign-annotations.ts';
import type { HostnameSource } from './hostname-source.ts';
import type { GivenSettings } from './label-settings.ts';

/** What the annotations of one object say. */
export interface ObjectAnnotations {
  readonly ref: ObjectRef;
  /** By family, in the order in which the families are heard. */
  readonly families: readonly ContractTags[];
  /** Which of its names count; `undefined`: all. */
  readonly source: HostnameSource | undefined;
  readonly ignored: readonly Ignored[];
}

/** Of what stands behind a load balancer, sorted. `forAll`: its tags for all names. */
export function readAnnotations(
  { annotations }: Pick<Behind, 'annotations'>,
  tagPrefix: string,
  forAll: GivenSettings,
): readonly ObjectAnnotations[] {
  return entriesOf(annotations)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, own]) => {
      const families = annotationFamilies(tagPrefix).map((family) => {
        if (family.kind === 'contract') return { ...contractTags(own, tagPrefix, ref), source: undefined };
        const read = foreignAnnotations(own, family, ref);
        const { kept, ignored } = dropSettings(forAll, read.settings.get('') ?? new Map());
        return { ...read, settings: new Map([['', kept]]), ignored: [...read.ignored, ...ignored] };
      });
      return {
        ref,
        families,
        source: families.find(({ source }) => source !== undefined)?.source,
        ignored: families.flatMap(({ ignored }) => ignored),
      };
    });
}

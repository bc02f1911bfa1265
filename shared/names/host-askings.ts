import { type Behind, entriesOf } from '../surveys/behind.ts';
import { ofObject } from './annotation-askings.ts';
import { type Askings, askingsOf, type NamedAsking } from './askings.ts';
import { type GivenSettings, labelSettings } from './label-settings.ts';
import type { ObjectAnnotations } from './object-annotations.ts';

/** The host that serves whatever nobody else does: no name. */
const ANY = '*';

/**
 * The hosts that are served behind a load balancer, each asked for with the settings that its tags have for all names; or
 * with those that annotations of the object that serves it have, as external-dns does it, where those are heard.
 */
export function hostAskings(
  { serves }: Pick<Behind, 'serves'>,
  forAll: GivenSettings,
  objects: readonly ObjectAnnotations[],
  hearsAnnotations: boolean,
): Askings {
  const annotated = new Map(objects.map((object) => [object.ref, object]));
  const plain: NamedAsking[] = [];
  const own: NamedAsking[] = [];
  for (const [ref, hosts] of entriesOf(serves).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const object = annotated.get(ref);
    if (object?.source === 'annotation-only') continue;
    const family = object?.families.find(({ settings }) => (settings.get('')?.size ?? 0) > 0);
    const says = hearsAnnotations && family !== undefined;
    const read = labelSettings(says ? ofObject(family, forAll) : forAll, new Map());
    for (const host of hosts)
      if (host !== ANY) (says ? own : plain).push([host, { key: ref, label: '', read }]);
  }
  // An object without settings does not contradict one that has some.
  const [without, having] = [askingsOf(plain), askingsOf(own)];
  return {
    ...without,
    asked: new Map([...without.asked, ...having.asked]),
    refused: new Map([...without.refused, ...having.refused]),
  };
}

import { type Behind, entriesOf } from '../surveys/behind.ts';
import { type Askings, askingsOf } from './askings.ts';
import { type GivenSettings, labelSettings } from './label-settings.ts';

/** The host that serves whatever nobody else does: no name. */
const ANY = '*';

/** The hosts that are served behind a load balancer, each asked for with the settings that its tags have for all names. */
export function hostAskings({ serves }: Behind, forAll: GivenSettings): Askings {
  const read = labelSettings(forAll, new Map());
  return askingsOf(
    entriesOf(serves)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([ref, hosts]) =>
        hosts.filter((host) => host !== ANY).map((host) => [host, { key: ref, label: '', read }] as const),
      ),
  );
}

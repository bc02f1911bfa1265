import { type GivenSettings, labelSettings } from '../../../shared/names/label-settings.ts';
import type { Setting } from '../../../shared/names/setting-values.ts';

/** `weight=10` as the tag `signpost/weight` with that value. */
export function given(...tags: readonly string[]): GivenSettings {
  return new Map(
    tags.map((tag) => {
      const [setting = '', text = ''] = tag.split(/=(.*)/s);
      return [setting as Setting, { key: `signpost/${setting}`, text }];
    }),
  );
}

/** What these tags ask for together; the reason, where they are refused. */
export function asked(...tags: readonly string[]) {
  const read = labelSettings(given(...tags), new Map());
  return 'refused' in read ? read.refused : read.settings;
}

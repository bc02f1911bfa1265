import { composeSettings } from './compose-settings.ts';
import type { RecordSettings } from './record-settings.ts';
import { settingConflicts } from './setting-conflicts.ts';
import { type Given, readValues, SETTINGS, type Setting, type Values } from './setting-values.ts';

export type GivenSettings = ReadonlyMap<Setting, Given>;

/** What holds for the names of one label, or why they cannot be had. */
export type LabelSettings =
  | { readonly settings: RecordSettings; readonly values: Values }
  | { readonly refused: string };

/** Settings of the label go before those that are for all names, each by itself; they are judged as they hold together. */
export function labelSettings(forAll: GivenSettings, ofLabel: GivenSettings): LabelSettings {
  const given = new Map([...forAll, ...ofLabel]);
  const { values, problems } = readValues(given);
  const tell = (setting: Setting): string => {
    const tag = given.get(setting);
    return tag ? `${tag.key} "${(tag.spelt ?? tag.text).trim()}"` : setting;
  };
  const all = problems.length > 0 ? problems : settingConflicts(values, tell);
  return all.length > 0 ? { refused: all.join('; ') } : { settings: composeSettings(values), values };
}

/** `weight 10 and 20, ttl none and 60`: what two labels give differently. */
export function describeDifference(one: Values, other: Values): string {
  const told = (value: unknown): string => (value === undefined ? 'none' : String(value));
  return SETTINGS.filter((setting) => one[setting] !== other[setting])
    .map((setting) => `${setting} ${told(one[setting])} and ${told(other[setting])}`)
    .join(', ');
}

import type { Ignored } from './askings.ts';
import type { GivenSettings } from './label-settings.ts';
import type { Given, Setting } from './setting-values.ts';
import { parseTagKey, strayLabel } from './tag-keys.ts';

/** The tags or annotations under our prefix, in the order of their keys: whatever lists them, whoever asks twice is read the same. */
export interface ContractTags {
  readonly hostnames: readonly { readonly key: string; readonly label: string; readonly text: string }[];
  /** By label; empty for those that are for all names. */
  readonly settings: ReadonlyMap<string, GivenSettings>;
  /** Keys that ask for nothing, and why. */
  readonly ignored: readonly Ignored[];
  /** Those of them that may well have been meant to ask for names. */
  readonly misspelt: readonly { readonly key: string; readonly text: string }[];
}

/** `object`: whose annotations they are, where they are no tags; keys are told with it. */
export function contractTags(
  tags: Readonly<Record<string, string>>,
  prefix: string,
  object?: string,
): ContractTags {
  const hostnames: ContractTags['hostnames'][number][] = [];
  const given: (Given & { readonly setting: Setting; readonly label: string })[] = [];
  const ignored: ContractTags['ignored'][number][] = [];
  const misspelt: ContractTags['misspelt'][number][] = [];
  const by = object === undefined ? undefined : 'annotation';
  for (const each of Object.keys(tags).sort()) {
    const read = parseTagKey(each, prefix);
    if (read === undefined) continue;
    const text = tags[each] ?? '';
    const key = object === undefined ? each : `${object} ${each}`;
    if (read.kind === 'whole') {
      if (by) ignored.push({ key, reason: 'is a tag of load balancers, and no annotation: ignored' });
    } else if (read.kind === 'hostname') hostnames.push({ key, text, label: read.label });
    else if (read.kind === 'setting') given.push({ key, text, by, setting: read.setting, label: read.label });
    else {
      ignored.push({ key, reason: read.reason });
      if (read.meansHostname) misspelt.push({ key, text });
    }
  }
  const labels = hostnames.map(({ label }) => label);
  const settings = new Map<string, Map<Setting, Given>>();
  for (const { setting, label, ...rest } of given) {
    if (label !== '' && !labels.includes(label)) {
      ignored.push({ key: rest.key, reason: strayLabel(setting, label, labels, prefix) });
      continue;
    }
    const ofLabel = settings.get(label) ?? new Map<Setting, Given>();
    settings.set(label, ofLabel.set(setting, rest));
  }
  return { hostnames, settings, ignored, misspelt };
}

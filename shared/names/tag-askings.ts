import { type Askings, askingsOf, meantNames, NO_ASKINGS } from './askings.ts';
import type { ContractTags } from './contract-tags.ts';
import { type GivenSettings, labelSettings } from './label-settings.ts';

const NONE: GivenSettings = new Map();

/** What the tags of a load balancer ask for. */
export function tagAskings(
  { hostnames, settings, ignored, misspelt }: ContractTags,
  tagPrefix: string,
): Askings {
  const forAll = settings.get('') ?? NONE;
  const named = hostnames.flatMap(({ key, label, text }) => {
    const asking = { key, label, read: labelSettings(forAll, settings.get(label) ?? NONE) };
    return namesInTag(text).map((name) => [name, asking] as const);
  });
  const instead = `${tagPrefix}/hostname, or remove the tag`;
  const meant = misspelt.map(({ key, text }) => ({ key, names: namesInTag(text), instead }));
  return askingsOf(named, { ignored, meant: meantNames(meant) });
}

/** The same where names come from elsewhere: tags that could only be for names of tags are told. */
export function tagsNotAsked(
  { hostnames, settings, ignored }: ContractTags,
  sources: readonly string[],
): Askings {
  const elsewhere = `asks for nothing: ignored, names come from ${sources.join(', ')} alone`;
  const ofLabels = [...settings].flatMap(([label, given]) =>
    label === '' ? [] : [...given.values()].map(({ key }) => key),
  );
  return {
    ...NO_ASKINGS,
    ignored: [
      ...ignored,
      ...[...hostnames.map(({ key }) => key), ...ofLabels].map((key) => ({ key, reason: elsewhere })),
    ],
  };
}

/** Names stand between spaces, of any kind and number. */
function namesInTag(value: string): readonly string[] {
  return value.split(/[\s\p{Z}]+/u).filter((text) => text !== '');
}

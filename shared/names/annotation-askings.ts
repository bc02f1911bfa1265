import { type Askings, askingsOf, type Ignored, meantNames, type NamedAsking } from './askings.ts';
import type { ContractTags } from './contract-tags.ts';
import { type GivenSettings, labelSettings } from './label-settings.ts';
import type { ObjectAnnotations } from './object-annotations.ts';
import { parseHostname } from './parse-hostname.ts';

const NONE: GivenSettings = new Map();

/**
 * What the annotations behind a load balancer ask for. Its tags for all names hold for theirs, too, each setting where the
 * object does not say its own.
 */
export function annotationAskings(
  objects: readonly ObjectAnnotations[],
  forAll: GivenSettings,
  tagPrefix: string,
): Askings {
  const heard = objects.filter(({ source }) => source !== 'defined-hosts-only');
  const instead = `${tagPrefix}/hostname, or remove the annotation`;
  const misspelt = heard.flatMap(({ families }) => families.flatMap((family) => family.misspelt));
  return askingsOf(
    heard.flatMap(({ families }) => askingsOfObject(families, forAll)),
    {
      ignored: objects.flatMap((object) => [...object.ignored, ...unheard(object)]),
      meant: meantNames(misspelt.map(({ key, text }) => ({ key, names: namesIn(text), instead }))),
    },
  );
}

/** Within one object the first family that asks for a name is the one that is heard. */
function askingsOfObject(families: readonly ContractTags[], forAll: GivenSettings): readonly NamedAsking[] {
  const heard = new Map<string, ContractTags>();
  return families.flatMap((family) =>
    family.hostnames.flatMap(({ key, label, text }) => {
      const asking = { key, label, read: labelSettings(ofObject(family, forAll), ofLabel(family, label)) };
      return namesIn(text).flatMap((name): NamedAsking[] => {
        const parsed = parseHostname(name);
        const canonical = 'ok' in parsed ? parsed.ok : name;
        if ((heard.get(canonical) ?? family) !== family) return [];
        heard.set(canonical, family);
        return [[name, asking]];
      });
    }),
  );
}

/** What a family says for all names of its object, before the tags for all names. */
export function ofObject({ settings }: ContractTags, forAll: GivenSettings): GivenSettings {
  return new Map([...forAll, ...(settings.get('') ?? NONE)]);
}

const ofLabel = ({ settings }: ContractTags, label: string): GivenSettings =>
  label === '' ? NONE : (settings.get(label) ?? NONE);

function unheard({ families, source }: ObjectAnnotations): readonly Ignored[] {
  if (source !== 'defined-hosts-only') return [];
  const reason = `asks for nothing: ignored, because the hostname source of its object is ${source}`;
  return families.flatMap(({ hostnames }) => hostnames.map(({ key }) => ({ key, reason })));
}

/** Names stand between commas and spaces, of any kind and number. */
function namesIn(value: string): readonly string[] {
  return value.split(/[\s\p{Z},]+/u).filter((text) => text !== '');
}

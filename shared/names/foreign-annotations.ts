import type { Family } from './annotation-families.ts';
import { whyNotDone } from './annotation-keys.ts';
import { SIBLINGS } from './annotation-settings.ts';
import type { Ignored } from './askings.ts';
import type { ContractTags } from './contract-tags.ts';
import { type Annotation, type HostnameSource, hostnameSource } from './hostname-source.ts';
import type { Given, Setting } from './setting-values.ts';

/** The value of external-dns' annotation `controller` that asks for the record; any other asks for somebody else's. */
const ANYBODY = 'dns-controller';

/**
 * The annotations of external-dns or Tetrate that an object carries, as if they were ours; keys are told with the object.
 *
 * Both are read alike. By Tetrate's documents its controller takes `aws-evaluate-target-health` for false and `aws-weight`
 * for 1 where they are missing; here an alias has its target evaluated, as with every other way to ask for a name, so that
 * a load balancer with nothing healthy behind it stands back where others share the name; and no weight is no routing,
 * because a lone weighted record answers as a simple one does.
 */
export function foreignAnnotations(
  annotations: Readonly<Record<string, string>>,
  { prefix, kind }: Family,
  object: string,
): ContractTags & { readonly source: HostnameSource | undefined } {
  const own: readonly Annotation[] = Object.keys(annotations)
    .filter((key) => key.startsWith(`${prefix}/`))
    .sort()
    .map((key) => ({
      bare: key.slice(prefix.length + 1),
      key: `${object} ${key}`,
      text: annotations[key] ?? '',
    }));
  const controller = own.find(({ bare }) => bare === 'controller');
  if (kind === 'external-dns' && controller && controller.text !== ANYBODY) {
    const reason = `is "${controller.text}", not ${ANYBODY}: what ${prefix} says here is for another controller: ignored`;
    return { ...NOTHING, ignored: [{ key: controller.key, reason }] };
  }
  const settings = new Map<Setting, Given>();
  const { source, ignored: badSources } = hostnameSource(own);
  const ignored: Ignored[] = [...badSources];
  for (const { bare, key, text } of own) {
    const reason = whyNotDone(bare, prefix);
    const sibling = Object.hasOwn(SIBLINGS, bare) ? SIBLINGS[bare] : undefined;
    if (reason !== undefined) ignored.push({ key, reason });
    if (sibling === undefined) continue;
    const translated = sibling.translate?.(text) ?? { text };
    if ('text' in translated)
      settings.set(sibling.setting, { key, text: translated.text, spelt: text, by: 'annotation' });
    else if (translated.ignored !== undefined) ignored.push({ key, reason: translated.ignored });
  }
  return {
    ...NOTHING,
    hostnames: own
      .filter(({ bare }) => bare === 'hostname')
      .map(({ key, text }) => ({ key, text, label: '' })),
    settings: new Map(settings.size > 0 ? [['', settings]] : []),
    ignored,
    source,
  };
}

const NOTHING = { hostnames: [], settings: new Map(), misspelt: [], source: undefined };

import { type Chance, oneOf } from './chance.ts';
import type { History } from './history.ts';
import { HOSTS, type Tags } from './players.ts';
import type { PolicyName } from './side-by-side.ts';
import { hostsOf } from './wants.ts';

/** A health check that there is, and one that there is not. */
export const HEALTH_CHECK = '00000000-0000-4000-8000-00000000000a';
export const NO_HEALTH_CHECK = '00000000-0000-4000-8000-00000000000b';
const POLICIES = [
  'simple',
  'weighted',
  'weighted',
  'latency',
  'failover',
  'geolocation',
  'geoproximity',
] as const;
const LABELS = ['', '', 'one', 'two'] as const;
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-south-1'] as const;

type Wearer = Pick<History, 'chance' | 'fashion' | 'hasSettings'>;

/** Tags anew: the names, and where the history has settings those as well, for all of them or by label. */
export function someTags(history: Wearer): Tags {
  const { chance } = history;
  const priority = chance(3) === 0 ? { priority: oneOf(chance, ['1', '2', '-1']) } : {};
  return { ...namesAnew(history), ...priority };
}

function namesAnew(history: Wearer): Tags {
  const { chance, hasSettings } = history;
  if (!hasSettings) return { hostname: someHosts(chance).join(' ') };
  // Most ask for the same name.
  const hosts = chance(3) > 0 ? [...new Set([HOSTS[0], ...someHosts(chance)])] : someHosts(chance);
  const labels = chance(4) > 0 ? [''] : LABELS.filter(() => chance(2) === 0);
  let tags: Tags = {};
  for (const label of labels) {
    const named = labels.length === 1 ? hosts : hosts.filter(() => chance(2) === 0);
    if (named.length > 0)
      tags = restyled({ ...tags, [at('hostname', label)]: named.join(' ') }, label, history);
  }
  return tags;
}

function someHosts(chance: Chance): readonly string[] {
  const some = HOSTS.filter(() => chance(2) === 0);
  return some.length === 0 ? [oneOf(chance, HOSTS)] : some;
}

/** The settings of one label replaced by others. */
export function restyle(tags: Tags, history: Wearer): Tags {
  const labels = [...hostsOf(tags).keys()];
  return labels.length === 0 ? someTags(history) : restyled(tags, oneOf(history.chance, labels), history);
}

function restyled(tags: Tags, label: string, history: Wearer): Tags {
  const isOther = (key: string) => key.startsWith('hostname') || labelOf(key) !== label;
  const kept = Object.entries(tags).filter(([key]) => isOther(key));
  const settings = Object.entries(someSettings(history)).map(([key, value]) => [at(key, label), value]);
  return Object.fromEntries([...kept, ...settings]);
}

/** Other weights, nothing else. */
export function reweigh(tags: Tags, { chance }: Wearer): Tags {
  const weigh = ([key, value]: [string, string]) => [
    key,
    key.startsWith('weight') ? someWeight(chance) : value,
  ];
  return Object.fromEntries(Object.entries(tags).map(weigh));
}

/** A setting that cannot be, or its end. */
export function breakOrMend(tags: Tags, { chance }: Wearer): Tags {
  const sound = Object.entries(tags).filter(([key, value]) => !isWrong(key, value));
  if (sound.length < Object.keys(tags).length) return Object.fromEntries(sound);
  const label = oneOf(chance, [...hostsOf(tags).keys(), '']);
  const wrong = oneOf(chance, [
    { weight: '999' },
    { 'multi-value-answer': 'true' },
    { ttl: '999' },
  ] as Tags[]);
  return {
    ...tags,
    ...Object.fromEntries(Object.entries(wrong).map(([key, value]) => [at(key, label), value])),
  };
}

/** One name goes under another label; whose settings it has from then on. */
export function relabel(tags: Tags, { chance }: Wearer): Tags {
  const labels = hostsOf(tags);
  if (labels.size === 0) return tags;
  const from = oneOf(chance, [...labels.keys()]);
  const host = oneOf(chance, labels.get(from) ?? []);
  const to = oneOf(chance, LABELS);
  const lists = new Map(labels);
  lists.set(
    from,
    (lists.get(from) ?? []).filter((each) => each !== host),
  );
  lists.set(to, [...new Set([...(lists.get(to) ?? []), host])]);
  const settings = Object.entries(tags).filter(([key]) => !key.startsWith('hostname'));
  const names = [...lists].flatMap(([label, hosts]) =>
    hosts.length === 0 ? [] : [[at('hostname', label), hosts.join(' ')]],
  );
  return Object.fromEntries([...settings, ...names]);
}

/** Each has the settings of the other, and its own names. */
export function swap(one: Tags, other: Tags): readonly [Tags, Tags] {
  const part = (tags: Tags, isName: boolean) =>
    Object.entries(tags).filter(([key]) => key.startsWith('hostname') === isName);
  return [
    Object.fromEntries([...part(one, true), ...part(other, false)]),
    Object.fromEntries([...part(other, true), ...part(one, false)]),
  ];
}

export function anotherFashion(chance: Chance): PolicyName {
  return oneOf(chance, POLICIES);
}

function someSettings({ chance, fashion }: Wearer): Tags {
  const policy = chance(8) > 0 ? fashion.policy : oneOf(chance, POLICIES);
  const isCname = chance(8) === 0;
  const isChecked = policy !== 'simple' && (chance(10) === 0 || (policy === 'failover' && isCname));
  return {
    ...policyTags(policy, chance),
    ...(policy !== 'simple' &&
      chance(2) === 0 && { 'set-identifier': oneOf(chance, ['blue', 'green', 'gold']) }),
    ...(isChecked && { 'health-check-id': chance(4) === 0 ? NO_HEALTH_CHECK : HEALTH_CHECK }),
    ...(isCname && { 'record-type': 'cname', ...(chance(2) === 0 && { ttl: oneOf(chance, ['60', '300']) }) }),
    ...(!isCname && chance(10) === 0 && { 'evaluate-target-health': oneOf(chance, ['true', 'false']) }),
    ...oneOf(chance, [
      ...Array.from({ length: 12 }, () => ({})),
      { access: 'both' },
      { 'zone-id': 'ZPUBLIC' },
    ]),
  };
}

function policyTags(policy: PolicyName, chance: Chance): Tags {
  switch (policy) {
    case 'simple':
      return {};
    case 'weighted':
      return { weight: someWeight(chance) };
    case 'latency':
      return { region: oneOf(chance, REGIONS) };
    case 'failover':
      return { failover: oneOf(chance, ['primary', 'secondary']) };
    case 'geolocation':
      return { 'geolocation-country-code': oneOf(chance, ['US', 'DE', 'default']) };
    case 'geoproximity':
      return { 'geoproximity-region': oneOf(chance, REGIONS) };
  }
}

const someWeight = (chance: Chance) => oneOf(chance, ['0', '1', '10', '100', '255']);
const isWrong = (key: string, value: string) => value === '999' || key.startsWith('multi-value-answer');
const at = (key: string, label: string) => (label === '' ? key : `${key}.${label}`);
const labelOf = (key: string) => (key.includes('.') ? key.slice(key.indexOf('.') + 1) : '');

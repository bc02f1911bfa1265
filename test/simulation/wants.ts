import { isDeepStrictEqual } from 'node:util';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { type MadeLoadBalancer, type Player, type Tags, ZONES } from './players.ts';
import { type Asked, settingsOf } from './settings-of-tags.ts';

/** What is to stand of a load balancer at a name; `refused`: it asks for what cannot be, so what stands stays. */
export type Want = 'refused' | readonly ResourceRecordSet[];

/** The alias zone of application and classic load balancers in us-east-1. */
const HOSTED_ZONE = 'Z35SXDOTRQ7X7K';

/** What a load balancer asks of a name in a zone while every zone is configured; `undefined`: nothing. */
export function wantOf(player: Player, zoneId: string, host: string): Want | undefined {
  return wantOfAsked(player, zoneId, host, askedOf(player.tags, host));
}

/** Whether its tags ask for the name, wherever and however. */
export function asksByTag({ tags }: Player, host: string): boolean {
  return askedOf(tags, host) !== undefined;
}

/** The same of a name that an annotation behind it asks for: with the settings that are for all names. */
export function wantBehind(player: Player, zoneId: string, host: string): Want | undefined {
  return wantOfAsked(player, zoneId, host, settingsOf(tagsFor(player.tags, '')));
}

function wantOfAsked(
  player: Player,
  zoneId: string,
  host: string,
  asked: Asked | 'refused' | undefined,
): Want | undefined {
  if (asked === undefined || player.made === undefined) return undefined;
  if (asked === 'refused') return 'refused';
  const zones = zonesOf(asked, player.scheme, host);
  // What it cannot have as it asks stays wherever it is.
  if (zones === 'refused') return 'refused';
  return zones.includes(zoneId) ? setsOf(player, player.made, host, asked) : undefined;
}

/** The hosts that its tags ask for, by label; the empty one is for all. */
export function hostsOf(tags: Tags): ReadonlyMap<string, readonly string[]> {
  const keys = Object.keys(tags).filter((key) => /^hostname(\.|$)/.test(key));
  return new Map(keys.map((key) => [key.slice('hostname.'.length), (tags[key] ?? '').split(' ')]));
}

function askedOf(tags: Tags, host: string): Asked | 'refused' | undefined {
  const labels = [...hostsOf(tags)].filter(([, hosts]) => hosts.includes(host)).map(([label]) => label);
  const [first, ...others] = labels.map((label) => settingsOf(tagsFor(tags, label)));
  return others.every((other) => isDeepStrictEqual(other, first)) ? first : 'refused';
}

/** Those of the label go before those that are for all. */
function tagsFor(tags: Tags, label: string): Tags {
  const plain = Object.entries(tags).filter(([key]) => !key.includes('.'));
  const own = Object.entries(tags).flatMap(([key, value]) =>
    label !== '' && key.endsWith(`.${label}`) ? [[key.slice(0, -label.length - 1), value] as const] : [],
  );
  return Object.fromEntries([...plain, ...own]);
}

function zonesOf({ access, zoneId }: Asked, scheme: Player['scheme'], host: string) {
  const isSub = host.endsWith('.sub.example.com');
  if (zoneId !== undefined)
    return (ZONES as readonly string[]).includes(zoneId) &&
      (zoneId !== 'ZSUB' || isSub) &&
      access === undefined
      ? [zoneId]
      : 'refused';
  const publicZone = isSub ? 'ZSUB' : 'ZPUBLIC';
  if (access === 'both') return [publicZone, 'ZPRIVATE'];
  const isPrivate = access === undefined ? scheme === 'internal' : access === 'private';
  return [isPrivate ? 'ZPRIVATE' : publicZone];
}

function setsOf(
  { dualstack }: Player,
  { dnsName, id }: MadeLoadBalancer,
  host: string,
  { ttl, evaluatesHealth, routed }: Asked,
): readonly ResourceRecordSet[] {
  const members = routed && { ...routed, SetIdentifier: routed.SetIdentifier ?? derivedIdentifier(id) };
  const common = { Name: `${host}.`, ...members };
  if (ttl !== undefined)
    return [{ ...common, Type: 'CNAME', TTL: ttl, ResourceRecords: [{ Value: dnsName }] }];
  const AliasTarget = {
    DNSName: `${dnsName}.`,
    HostedZoneId: HOSTED_ZONE,
    EvaluateTargetHealth: evaluatesHealth,
  };
  const types = dualstack ? (['A', 'AAAA'] as const) : (['A'] as const);
  return types.map((Type) => ({ ...common, Type, AliasTarget }));
}

function derivedIdentifier(id: string): string {
  if (id.startsWith('classic/')) return id.replace(/^classic\/(.*?)\//, '$1/classic/');
  const [, , , region, , resource = ''] = id.split(':');
  return `${region}/${resource.replace('loadbalancer/', '')}`;
}

import type { Section } from '../docs/examples.ts';
import { tellRecord } from '../docs/tell-record.ts';
import type { DecisionLine, Snapshot } from './observe.ts';
import type { Story } from './page.ts';
import { castOf, type Scene } from './scene.ts';

/** What controllers have made, in the form of the pages. */
export function tellLoadBalancers({ kept }: Scene): readonly Section[] {
  return [...kept.values()].flatMap((ours) =>
    [...ours.values()].map(({ loadBalancer: { name, kind, isInternal }, tags, shownBy }) => ({
      head: [`load balancer ${name}, ${kind}`, ...(isInternal ? ['internal'] : [])]
        .concat(shownBy.map((ref) => `shown by ${ref}`))
        .join(', '),
      lines: Object.entries(tags).map(([key, value]) => `${key} = ${value}`.trimEnd()),
    })),
  );
}

export const isLoadBalancer = ({ head }: Section) => head.startsWith('load balancer ');

/** The records and decisions that are about the story: its names, and whatever else its load balancers have got. */
export function tellOutcome(scene: Scene, snapshot: Snapshot): readonly Section[] {
  const cast = castOf(scene);
  const hosts = hostsOf(scene.story.text);
  const plain = (text: string) =>
    cast.reduce((so, { name, id, dnsName }) => so.replaceAll(dnsName, name).replaceAll(id, name), text);
  const records = snapshot.zones.flatMap(({ head, sets }) => {
    const lines = sets.map(tellRecord).filter((line) => isOurs(line, hosts, cast));
    return lines.length === 0 ? [] : [{ head, lines: lines.map(plain) }];
  });
  const told = new Map<string, string[]>();
  for (const { hostname, outcome, reason, loadBalancer } of latest(snapshot.decisions)) {
    const actor = cast.find(({ id }) => id === loadBalancer);
    if (actor === undefined || outcome === 'left') continue;
    const line = `${hostname}${cast.length > 1 ? ` of ${actor.name}` : ''}: ${plain(reason)}`;
    told.set(outcome, [...(told.get(outcome) ?? []), line]);
  }
  const outcomes = [...told].map(([head, lines]) => ({ head, lines: [...new Set(lines)] }));
  return [...(records.length > 0 ? records : [{ head: 'no records', lines: [] }]), ...outcomes];
}

/** Names that have a record at some point of a story. */
export function recordedHosts({ steps }: Story): readonly string[] {
  return steps.flatMap((step) =>
    step.kind === 'state'
      ? step.sections
          .filter(({ head }) => head.startsWith('records in '))
          .flatMap(({ lines }) => lines.map((line) => line.split(' ')[0] ?? ''))
      : [],
  );
}

/** Every name that the text has anywhere. */
export function hostsOf(text: string): ReadonlySet<string> {
  const found = text.match(/(?:[*+]\.)?(?:[a-z0-9-]+\.)+example\.(?:com|org)\b/g) ?? [];
  return new Set(found.map((host) => host.replace(/^\+/, '*')));
}

function isOurs(
  line: string,
  hosts: ReadonlySet<string>,
  cast: readonly { readonly dnsName: string }[],
): boolean {
  return hosts.has(line.split(' ')[0] ?? '') || cast.some(({ dnsName }) => line.includes(dnsName));
}

/** The last line for each name, zone and load balancer. */
function latest(lines: readonly DecisionLine[]): readonly DecisionLine[] {
  const last = new Map<string, DecisionLine>();
  for (const line of lines) {
    const key = [line.hostname, line.zoneId, line.loadBalancer].join(' ');
    last.delete(key);
    last.set(key, line);
  }
  return [...last.values()];
}

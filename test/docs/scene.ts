import type { LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import type { NameRow } from '../../shared/ledger/rows.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Stage } from '../stage/stage.ts';
import type { Section } from './examples.ts';
import type { PlayedCluster } from './play-cluster.ts';
import { tellRecord } from './tell-record.ts';

type Zones = Settings['zones'];
export interface Actor {
  readonly id: string;
  readonly arn: string;
  readonly dnsName: string;
  readonly isClassic: boolean;
}

/** The world that an example and those that go on with it live in. */
export interface Scene {
  readonly stage: Stage;
  readonly zones: Zones;
  readonly cast: Map<string, Actor>;
  /** As told, of other people. */
  readonly others: Map<string, string[]>;
  /** By name. */
  readonly clusters: Map<string, PlayedCluster>;
}

/** What there is, in the form of the examples. */
export function tellScene(scene: Scene): readonly Section[] {
  return [...records(scene), ...outcomes(scene)];
}

function records({ stage, zones, others }: Scene): Section[] {
  return zones.flatMap((zone) => {
    const sets = stage.route53.records(zone.id).filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');
    const told = sets.map(tellRecord);
    const missing = (others.get(zoneName(zone)) ?? []).filter((line) => !told.includes(line));
    if (missing.length > 0) throw new Error(`Records of others are gone: ${missing.join('; ')}`);
    const ours = told.filter((line) => !others.get(zoneName(zone))?.includes(line));
    return ours.length === 0 ? [] : [{ head: `records in ${zoneName(zone)}`, lines: ours }];
  });
}

export const zoneName = (zone: Zones[number]) => (zone.private ? `private ${zone.name}` : zone.name);

/** What the ledger tells of every claim that is not simply published. */
function outcomes({ stage, cast }: Scene): Section[] {
  const told = new Map<string, Set<string>>();
  const tell = (outcome: string, what: string, id: string, reason: string) => {
    const [name = id] = [...cast].find(([, actor]) => actor.id === id) ?? [];
    const line = cast.size > 1 ? `${what} of ${name}: ${reason}` : `${what}: ${reason}`;
    told.set(outcome, (told.get(outcome) ?? new Set()).add(line));
  };
  for (const item of stage.dynamodb.items('ledger')) {
    const pk = String(item['pk']);
    if (pk.startsWith('lb#')) {
      const { refused, ignored } = item as unknown as LoadBalancerRow;
      for (const [host, reason] of Object.entries(refused)) tell('refused', host, pk.slice(3), reason);
      for (const [key, reason] of Object.entries(ignored)) tell('ignored', key, pk.slice(3), reason);
      continue;
    }
    if (!pk.startsWith('name#')) continue;
    const { host, claims } = item as unknown as NameRow;
    for (const { lb, outcome, reason } of Object.values(claims))
      if (outcome !== 'published' || reason.startsWith('in part')) tell(outcome, host, lb, reason);
  }
  return [...told].map(([head, lines]) => ({ head, lines: [...lines] }));
}

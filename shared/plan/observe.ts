import { type NameKey, nameKey, splitNameKey } from '../ledger/rows.ts';
import type { LoadBalancer, Look } from '../load-balancers/load-balancer.ts';
import { wantedRecords } from '../names/wanted-records.ts';
import { wishes } from '../names/wishes.ts';
import type { Settings } from '../settings.ts';
import { checkHost, checkHosts } from '../surveys/check-host.ts';
import { lineOf } from '../surveys/line.ts';
import type { Survey } from '../surveys/survey.ts';
import { chooseZone } from '../zones/choose-zone.ts';
import { fitAsks, fitReasons, ROW_FULL } from './fit-row.ts';
import type { Ask, Check, Observation } from './observation.ts';

export interface Seen {
  readonly look: Extract<Look, { kind: 'present' | 'gone' }>;
  /** When the look began, epoch ms. */
  readonly began: number;
  /** The stored survey of the cluster that its tags name. */
  readonly survey: Survey | undefined;
  /** A survey that began at this time (epoch ms) or later is fresh enough for the hint. */
  readonly freshSince: number;
  /** Its ledger row remembers that hosts were declared behind it. */
  readonly declaredBefore: boolean;
  /** Hosts that its ledger row has as refused. */
  readonly refusedBefore: Readonly<Record<string, string>>;
  /** Names that its ledger row holds. */
  readonly namesBefore: readonly NameKey[];
}

/** What a look means for names: which it asks for, in which zones, with which records, and how its cluster judges them. */
export function observe(
  id: LoadBalancer['id'],
  seen: Seen,
  settings: Pick<Settings, 'tagPrefix' | 'zones' | 'clusters'>,
): Observation {
  const common = { id, began: seen.began };
  if (seen.look.kind === 'gone')
    return {
      ...common,
      gone: true,
      createdAt: '',
      line: '',
      asks: new Map(),
      refused: {},
      ignored: {},
      // A classic name may be used again: what stood behind the old one says nothing about the new one.
      declares: false,
    };
  const { loadBalancer } = seen.look;
  const judge = judgeOf(loadBalancer, seen, settings);
  const asks = new Map<NameKey, Ask>();
  const wished = wishes(loadBalancer, settings.tagPrefix);
  const refused = new Map(wished.refused);
  for (const host of wished.hosts.keys()) {
    const chosen = chooseZone(host, loadBalancer.scheme, settings.zones);
    if ('refused' in chosen) {
      refused.set(host, chosen.refused);
      // Still asked for, so not missing: what stands stays.
      for (const { id } of chosen.among ?? [])
        asks.set(nameKey(id, host), {
          records: wantedRecords(loadBalancer),
          check: { kind: 'refused', outcome: 'refused', reason: chosen.refused },
        });
      continue;
    }
    const check = judge.check(host);
    if (check.kind === 'refused' || check.kind === 'unserved') refused.set(host, check.reason);
    asks.set(nameKey(chosen.zone.id, host), { records: wantedRecords(loadBalancer), check });
  }
  const fitting = fitAsks(asks, seen.namesBefore);
  for (const key of fitting.refused) refused.set(splitNameKey(key).host, ROW_FULL);
  return {
    ...common,
    gone: false,
    createdAt: loadBalancer.createdAt,
    line: lineOf(loadBalancer),
    asks: fitting.asks,
    refused: fitReasons(refused),
    ignored: Object.fromEntries(wished.unknownKeys.map(({ key, reason }) => [key, reason])),
    declares: seen.declaredBefore || judge.declares,
  };
}

interface Judge {
  readonly declares: boolean;
  readonly check: (host: string) => Check;
}

function judgeOf(loadBalancer: LoadBalancer, seen: Seen, settings: Pick<Settings, 'clusters'>): Judge {
  const { survey, freshSince, declaredBefore } = seen;
  const clusters = settings.clusters.map(({ name }) => name);
  const input = { loadBalancer, survey, clusters, declaredBefore };
  const fresh = checkHosts({ ...input, freshSince });
  const atHand = checkHosts({ ...input, freshSince: Number.NEGATIVE_INFINITY });
  return {
    declares: fresh.declares,
    check: (host) => {
      const verdict = checkHost(host, fresh);
      switch (verdict.kind) {
        case 'pass':
          return { kind: 'ready', note: verdict.note };
        case 'uncovered':
          return {
            kind: 'unserved',
            at: survey?.startedAt ?? seen.began,
            stale: false,
            reason: verdict.reason,
          };
        case 'not-bound':
          return { kind: 'unbound', because: 'object', reason: verdict.reason };
        case 'unknown':
          return { kind: 'unbound', because: 'cluster', reason: verdict.reason };
        case 'refused':
          return { kind: 'refused', outcome: 'kept', reason: verdict.reason };
        case 'ask': {
          const older = checkHost(host, atHand);
          if (older.kind === 'uncovered' && Object.hasOwn(seen.refusedBefore, host))
            return { kind: 'unserved', at: survey?.startedAt ?? 0, stale: true, reason: older.reason };
          return older.kind === 'pass'
            ? { kind: 'stale', note: older.note }
            : { kind: 'unbound', because: 'survey', reason: `${verdict.reason}; a fresh one is asked for` };
        }
      }
    },
  };
}

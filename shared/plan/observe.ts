import { type NameKey, splitNameKey } from '../ledger/rows.ts';
import type { LoadBalancer, Look } from '../load-balancers/load-balancer.ts';
import { accountOf } from '../load-balancers/load-balancer-id.ts';
import { wishes } from '../names/wishes.ts';
import type { Settings } from '../settings.ts';
import { clusterOf, lineOf } from '../surveys/line.ts';
import { askForNames, joinReasons } from './ask-for-names.ts';
import { fitAsks, fitReasons, ROW_FULL } from './fit-row.ts';
import { type Grounds, judgeHosts } from './judge-hosts.ts';
import type { Observation } from './observation.ts';

export interface Seen extends Grounds {
  readonly look: Extract<Look, { kind: 'present' | 'gone' }>;
  /** Names that its ledger row holds. */
  readonly namesBefore: readonly NameKey[];
}

/** What a look means for names: which it asks for, in which zones, with which records, and how its cluster judges them. */
export function observe(
  id: LoadBalancer['id'],
  seen: Seen,
  settings: Pick<Settings, 'tagPrefix' | 'zones' | 'clusters' | 'account'>,
): Observation {
  const common = { id, began: seen.began };
  if (seen.look.kind === 'gone')
    return {
      ...common,
      gone: true,
      createdAt: '',
      line: '',
      cluster: '',
      asks: new Map(),
      refused: {},
      ignored: {},
      // A classic name may be used again: what stood behind the old one says nothing about the new one.
      declares: false,
    };
  const { loadBalancer } = seen.look;
  const judge = judgeHosts(loadBalancer, seen, settings);
  const wished = wishes(loadBalancer, settings.tagPrefix);
  const cluster = clusterOf(loadBalancer.tags);
  const claimant = { cluster, account: accountOf(id) ?? settings.account ?? '', tags: loadBalancer.tags };
  const asked = askForNames(loadBalancer, wished, settings.zones, judge.check, claimant, seen.namesBefore);
  const fitting = fitAsks(asked.asks, seen.namesBefore);
  const rowFull = new Map(fitting.refused.map((key) => [splitNameKey(key).host, ROW_FULL]));
  return {
    ...common,
    gone: false,
    createdAt: loadBalancer.createdAt,
    line: lineOf(loadBalancer),
    cluster,
    asks: fitting.asks,
    refused: fitReasons(joinReasons(asked.refused, rowFull)),
    ignored: Object.fromEntries(wished.unknownKeys.map(({ key, reason }) => [key, reason])),
    declares: seen.declaredBefore || judge.declares,
  };
}

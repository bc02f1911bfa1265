import { type NameKey, splitNameKey } from '../ledger/rows.ts';
import type { LoadBalancer, Look } from '../load-balancers/load-balancer.ts';
import { accountOf } from '../load-balancers/load-balancer-id.ts';
import { namingOf } from '../names/sources.ts';
import { wishes } from '../names/wishes.ts';
import type { Settings } from '../settings.ts';
import { clusterOf, lineOf } from '../surveys/line.ts';
import { askForNames, joinReasons } from './ask-for-names.ts';
import { fitAsks, fitIgnored, fitReasons, ROW_FULL } from './fit-row.ts';
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
  settings: Pick<Settings, 'tagPrefix' | 'zones' | 'clusters' | 'account' | 'sources' | 'matchByTag'>,
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
      declares: [],
      needsSurvey: false,
    };
  const { loadBalancer } = seen.look;
  const cluster = clusterOf(loadBalancer.tags, settings.tagPrefix);
  const naming = namingOf(loadBalancer, cluster, settings);
  const judge = judgeHosts(loadBalancer, seen, naming.match, settings);
  const wished = wishes(loadBalancer, settings.tagPrefix, naming.sources, judge.behind);
  const asksCluster = naming.sources.some((source) => source !== 'tags');
  const claimant = { cluster, account: accountOf(id) ?? settings.account ?? '', tags: loadBalancer.tags };
  const asked = askForNames(loadBalancer, wished, settings.zones, judge, claimant, seen.namesBefore);
  const fitting = fitAsks(asked.asks, seen.namesBefore);
  const rowFull = new Map(fitting.refused.map((key) => [splitNameKey(key).host, ROW_FULL]));
  return {
    ...common,
    gone: false,
    createdAt: loadBalancer.createdAt,
    line: lineOf(loadBalancer, settings.tagPrefix),
    cluster,
    asks: fitting.asks,
    refused: fitReasons(joinReasons(asked.refused, rowFull)),
    // Of a cluster that the settings do not have nobody knows whether it may be asked for names: what it asked for stays.
    unasked: asksCluster || judge.unasked?.kind === 'refused' ? judge.unasked : undefined,
    ignored: fitIgnored([...naming.ignored, ...wished.unknownKeys]),
    declares: naming.match === 'off' ? [] : [...new Set([...seen.declaredBefore, ...judge.declares])].sort(),
    needsSurvey: asksCluster && judge.needsSurvey,
  };
}

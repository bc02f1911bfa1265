import { emptyLoadBalancerRow, GONE, type LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import type { LoadBalancerId, Look } from '../../shared/load-balancers/load-balancer.ts';
import type { Observation } from '../../shared/plan/observation.ts';
import { observe } from '../../shared/plan/observe.ts';
import type { Settings } from '../../shared/settings.ts';
import { clusterOf } from '../../shared/surveys/line.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import { tagDigest } from '../../shared/zones/deciding-tags.ts';
import type { Ports, Run } from './ports.ts';
import type { Outstanding, Work } from './work.ts';

/** A load balancer as this round looked at it. */
export interface Looked {
  readonly observation: Observation;
  /** Its row as read before the look began; empty where there was none. */
  readonly row: LoadBalancerRow;
  readonly look: Look;
  readonly cluster: string | undefined;
  /** What of its tags it was decided by, or that it is gone: for its row. */
  readonly seen: string;
}

type SurveyRead = { readonly survey: Survey | undefined } | { readonly error: Error };

/**
 * Steps 1 and 2: the version of each load balancer is read before the look at it, so that a commit on that version
 * proves that nobody looked later and committed first. What cannot be said fails its hint and keeps its claims.
 */
export async function look(
  work: Work,
  ports: Ports,
  run: Run,
  settings: Settings,
  outstanding: Outstanding,
): Promise<ReadonlyMap<LoadBalancerId, Looked>> {
  const ids = [...work.loadBalancers.keys()];
  if (ids.length === 0) return new Map();
  const rows = await ports.readLoadBalancerRows(ids);
  const began = run.now();
  const looks = await ports.listLoadBalancers(ids);
  const surveys = await readSurveys(looks, ports, settings);

  const looked = new Map<LoadBalancerId, Looked>();
  for (const [id, { freshSince }] of work.loadBalancers) {
    const found = looks.get(id);
    if (found === undefined || found.kind === 'unknown') {
      outstanding.failed.set(id, found?.error ?? new Error(`No answer about load balancer ${id}`));
      continue;
    }
    const cluster =
      found.kind === 'present' ? clusterOf(found.loadBalancer.tags, settings.tagPrefix) : undefined;
    const read: SurveyRead = (cluster && surveys.get(cluster)) || { survey: undefined };
    if ('error' in read) {
      outstanding.failed.set(id, read.error);
      continue;
    }
    const row = rows.get(id) ?? emptyLoadBalancerRow();
    const before = { declaredBefore: row.declared, refusedBefore: row.refused, namesBefore: row.names };
    const seen = { look: found, began, survey: read.survey, freshSince, ...before };
    const observation = observe(id, seen, settings);
    const tags = found.kind === 'present' ? tagDigest(found.loadBalancer.tags, settings) : GONE;
    looked.set(id, { observation, row, look: found, cluster, seen: tags });
  }
  return looked;
}

/** The stored survey of each configured cluster that the tags name. One that cannot be read holds up its own only. */
async function readSurveys(
  looks: ReadonlyMap<LoadBalancerId, Look>,
  ports: Ports,
  settings: Settings,
): Promise<ReadonlyMap<string, SurveyRead>> {
  const named = [...looks.values()].flatMap((found) =>
    found.kind === 'present' ? clusterOf(found.loadBalancer.tags, settings.tagPrefix) : [],
  );
  const clusters = settings.clusters.map(({ name }) => name).filter((name) => named.includes(name));
  const reads = clusters.map(async (cluster): Promise<[string, SurveyRead]> => {
    try {
      return [cluster, { survey: await ports.readSurvey(cluster) }];
    } catch (error) {
      return [
        cluster,
        { error: new Error(`The survey of cluster ${cluster} cannot be read`, { cause: error }) },
      ];
    }
  });
  return new Map(await Promise.all(reads));
}

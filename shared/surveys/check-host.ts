import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import { bindingOf } from './binding.ts';
import { covers } from './covers.ts';
import type { Behind, ObjectRef, Survey } from './survey.ts';

export interface CheckInput {
  readonly loadBalancer: Pick<LoadBalancer, 'dnsName' | 'tags'>;
  /** The stored survey of the cluster that the tags name, if there is one. */
  readonly survey: Survey | undefined;
  /** Names of the clusters in the settings. */
  readonly clusters: readonly string[];
  /** Epoch ms: only a survey that began then or later is believed. */
  readonly freshSince: number;
  /** Were hosts declared behind this load balancer at an earlier look? */
  readonly declaredBefore: boolean;
}

/** What the cluster says about one host that a load balancer asks for. */
export type Verdict =
  /** Nothing of a cluster stands against it. */
  | { readonly kind: 'pass'; readonly note: string }
  /** Hosts are declared behind the load balancer, and none covers this one. */
  | { readonly kind: 'uncovered'; readonly reason: string }
  /** The object that the tags name is not there, or its status does not show this load balancer (yet). */
  | { readonly kind: 'not-bound'; readonly reason: string }
  /** Not known: a survey that begins now or later must be asked for. */
  | { readonly kind: 'ask'; readonly reason: string }
  /** Not known, and asking again would not help: the cluster could not be read just now. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The settings or the tags do not let the check be made. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What holds for every host of a load balancer, or the hosts that decide it one by one. */
export type Check =
  | { readonly kind: 'all'; readonly declares: boolean; readonly verdict: Verdict }
  | {
      readonly kind: 'by-host';
      readonly declares: true;
      readonly cluster: string;
      readonly behind: Pick<Behind, 'objects' | 'hosts'>;
    };

/**
 * Looks at a load balancer's cluster once; `checkHost` then answers for each of its hosts. Notes and reasons hold no
 * times, so that a second look at the same state of things says the same.
 */
export function checkHosts({
  loadBalancer,
  survey,
  clusters,
  freshSince,
  declaredBefore,
}: CheckInput): Check {
  const { dnsName, tags } = loadBalancer;
  const binding = bindingOf(tags);
  if (binding === undefined) return all('pass', 'not checked: its tags name no cluster');
  if (binding.kind === 'problem') return all('refused', binding.problem);
  const { cluster } = binding;
  if (!clusters.includes(cluster)) {
    return all(
      'refused',
      `cluster ${cluster}, which its tags name, is not in the settings: add it to \`clusters\` and deploy`,
    );
  }
  if (binding.object === undefined) {
    return all('pass', `not checked: its tags name no Service of cluster ${cluster}`);
  }
  if (survey === undefined) return all('ask', `cluster ${cluster} was not surveyed yet`);
  if (survey.startedAt < freshSince) return all('ask', `the last survey of cluster ${cluster} is too old`);
  if (!survey.complete) {
    return all('unknown', `cluster ${cluster} could not be read: ${survey.problem ?? 'no reason was given'}`);
  }
  const missing = notBound(binding.object, dnsName, survey);
  if (missing !== undefined) return all('not-bound', missing);
  const behind = survey.loadBalancers[dnsName];
  if (behind?.declares) return { kind: 'by-host', declares: true, cluster, behind };
  if (declaredBefore && survey.notServed !== undefined) {
    const kinds = survey.notServed.join(', ');
    return all(
      'unknown',
      `cluster ${cluster} has no ${kinds} any more, by which hosts were declared behind it`,
    );
  }
  return declaredBefore
    ? all(
        'uncovered',
        `hosts were declared behind it and now nothing in cluster ${cluster} declares any: bring the Gateway back, or remove the tag`,
      )
    : all('pass', `not checked: nothing behind it in cluster ${cluster} declares hosts`);
}

/** Exactly one verdict per host; `host` as a parsed hostname: lower case, ASCII, no trailing dot. */
export function checkHost(host: string, check: Check): Verdict {
  if (check.kind === 'all') return check.verdict;
  const { cluster, behind } = check;
  const declared = behind.hosts.find((candidate) => covers(candidate, host));
  if (declared !== undefined) {
    return { kind: 'pass', note: `covered by ${declared} in cluster ${cluster}` };
  }
  const gateways = behind.objects.filter((object) => !object.startsWith('Service/'));
  return {
    kind: 'uncovered',
    reason: `no host of ${some(gateways)} in cluster ${cluster} covers ${host}; served are: ${some(behind.hosts)}`,
  };
}

function notBound(object: ObjectRef, dnsName: string, survey: Survey): string | undefined {
  const { cluster } = survey;
  const name = object.slice(object.indexOf('/') + 1);
  const service = Object.hasOwn(survey.services, name) ? survey.services[name] : undefined;
  if (service === undefined) return `${object}, which its tags name, is not in cluster ${cluster}`;
  if (service.hostnames.includes(dnsName)) return undefined;
  return `the status of ${object} in cluster ${cluster} shows ${some(service.hostnames)}, not ${dnsName} (yet)`;
}

function all(kind: Verdict['kind'], text: string): Check {
  const verdict: Verdict = kind === 'pass' ? { kind, note: text } : { kind, reason: text };
  return { kind: 'all', declares: false, verdict };
}

const SHOWN = 5;

function some(list: readonly string[]): string {
  if (list.length === 0) return 'nothing';
  const more = list.length > SHOWN ? ` and ${list.length - SHOWN} more` : '';
  return list.slice(0, SHOWN).join(', ') + more;
}

import type { Hint } from '../../shared/events/hint.ts';
import type { WriteDeadLetter } from '../../shared/events/write-dead-letter.ts';
import type { ListLoadBalancers } from '../../shared/load-balancers/list-load-balancers.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Cluster } from '../../shared/settings.ts';
import type { ClusterRequest } from '../../shared/surveys/cluster-request.ts';
import type { StoredSurvey } from '../../shared/surveys/read-survey.ts';
import type { Survey } from '../../shared/surveys/survey.ts';

/** What the survey needs of the world. */
export interface SurveyPorts {
  /** Epoch ms. */
  readonly now: () => number;
  readonly clusters: readonly Cluster[];
  /** VPC id, or `public`, to the name of the `cluster` function that reaches it. */
  readonly clusterFunctions: Readonly<Record<string, string>>;
  readonly readClusterEndpoint: (cluster: string, signal: AbortSignal) => Promise<ClusterRequest>;
  readonly readCluster: (
    functionName: string,
    request: ClusterRequest,
    signal: AbortSignal,
  ) => Promise<Survey>;
  readonly readStoredSurvey: (cluster: string) => Promise<StoredSurvey | undefined>;
  readonly writeSurvey: (survey: Survey, replaces: string | undefined) => Promise<'written' | 'lost'>;
  readonly tagPrefix: string;
  readonly listAllLoadBalancers: () => Promise<readonly ListedLoadBalancer[]>;
  readonly listLoadBalancers: ListLoadBalancers;
  readonly writeHints: (hints: readonly { readonly hint: Hint }[]) => Promise<void>;
  /** Lets a message come back to the queue so many seconds from now. */
  readonly postpone: (receiptHandle: string, seconds: number) => Promise<void>;
  /** Moves a message to the dead-letter queue, with the reason. */
  readonly deadLetter: WriteDeadLetter;
  readonly log: (line: SurveyLine) => void;
}

export interface ListedLoadBalancer {
  readonly id: LoadBalancerId;
  readonly dnsName: string;
}

/** One line per survey or message that tells what became of it. */
export interface SurveyLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly cluster?: string;
  readonly outcome: string;
  readonly reason?: string | undefined;
  readonly error?: Error;
}

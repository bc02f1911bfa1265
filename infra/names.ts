import { Token } from 'aws-cdk-lib';
import type { StackSettings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/** Longest Region name of any partition today (`us-isof-south-1`), for stacks whose Region is known at deploy only. */
const LONGEST_REGION = 'us-isof-south-1';

/** Where a stack is deployed: literal, or tokens in a stack without an `env`. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/**
 * The fixed names of everything that another stack, a role's policy or a person refers to: `<name>-<region>-<what>`.
 * Fixed, so that roles and their policies stand in the state stack without a reference to the other one, and outlive
 * it. A Lambda function and its role share a name.
 */
export interface Names {
  readonly ledger: string;
  readonly surveyBucket: string;
  readonly hints: string;
  readonly hintsDeadLetters: string;
  readonly surveysAsked: string;
  readonly surveysAskedDeadLetters: string;
  readonly undelivered: string;
  readonly sync: string;
  readonly survey: string;
  readonly sweep: string;
  readonly operate: string;
  /** Role and function for clusters whose API server is public. */
  readonly cluster: string;
  /** Role of all functions inside VPCs. */
  readonly clusterInVpc: string;
  /** Function inside one VPC. */
  readonly clusterFunctionIn: (vpcId: string) => string;
  readonly loadBalancerCalls: string;
  readonly tagChanges: string;
  readonly stackChanged: string;
  /** The full sweep's schedule, and the role that starts both sweeps. */
  readonly sweepSchedule: string;
  /** The light sweep's schedule. */
  readonly lightSweep: string;
  readonly archive: string;
  readonly brakeAlarm: string;
  readonly lostEventsAlarm: string;
}

export function namesOf(name: string, { region, account }: Place): Names {
  const named = (what: string) => `${name}-${region}-${what}`;
  return {
    ledger: named('ledger'),
    surveyBucket: `${name}-${account}-${region}-surveys`,
    hints: named('hints'),
    hintsDeadLetters: named('hints-dlq'),
    surveysAsked: named('surveys-asked'),
    surveysAskedDeadLetters: named('surveys-asked-dlq'),
    undelivered: named('undelivered'),
    sync: named('sync'),
    survey: named('survey'),
    sweep: named('sweep'),
    operate: named('operate'),
    cluster: named('cluster'),
    clusterInVpc: named('cluster-in-vpc'),
    clusterFunctionIn: (vpcId) => named(`cluster-${vpcId}`),
    loadBalancerCalls: named('elb-calls'),
    tagChanges: named('tag-changes'),
    stackChanged: named('stack-changed'),
    sweepSchedule: named('sweep-schedule'),
    lightSweep: named('light-sweep'),
    archive: named('events'),
    brakeAlarm: named('brake'),
    lostEventsAlarm: named('lost-events'),
  };
}

export const mainStackName = (name: string): string => name;
export const stateStackName = (name: string): string => `${name}-state`;

/** AWS's limits in characters. Whatever is not listed may have 64 (roles, functions, rules) or more. */
const LIMITS: Partial<Record<keyof Names, number>> = { surveyBucket: 63, archive: 48 };
const LIMIT = 64;

/** Throws unless every fixed name fits AWS's limit, in the longest Region if the Region is not known yet. */
export function assertNamesFit(settings: StackSettings, place: Place): void {
  const regionKnown = !Token.isUnresolved(place.region);
  const region = regionKnown ? place.region : LONGEST_REGION;
  const { clusterFunctionIn, ...fixed } = namesOf(settings.name, { region, account: '0'.repeat(12) });
  const all = [
    ...Object.entries(fixed).map(([key, made]) => ({ made, limit: LIMITS[key as keyof Names] ?? LIMIT })),
    ...settings.clusters.flatMap(({ vpc }) =>
      vpc ? [{ made: clusterFunctionIn(vpc.id), limit: LIMIT }] : [],
    ),
  ];
  const excess = Math.max(...all.map(({ made, limit }) => made.length - limit));
  if (excess <= 0) return;
  const worst = all.find(({ made, limit }) => made.length - limit === excess);
  throw new SettingsError(
    `signpost.name: got ${JSON.stringify(settings.name)}, which makes the name ${worst?.made} of ${worst?.made.length} characters` +
      `${regionKnown ? '' : ' in the longest Region'}; AWS takes ${worst?.limit}. Choose a name of ${settings.name.length - excess} characters or fewer.`,
  );
}

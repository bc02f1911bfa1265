import type { SurveyPorts } from '../../functions/survey/ports.ts';
import { survey } from '../../functions/survey/survey.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listLoadBalancers } from '../../shared/load-balancers/list-load-balancers.ts';
import type { Survey, SurveyAsk } from '../../shared/surveys/survey.ts';
import { CALLER } from '../stage/stage.ts';
import { clientsThrough } from './calls.ts';
import { deliver } from './deliver.ts';
import type { History } from './history.ts';
import type { Life, Running } from './running.ts';

/** Clocks of functions are apart by so much at most, in milliseconds. */
export const APART = 3_000;

const CLUSTER = 'demo';

/** Invocations of survey for cluster demo, several at once. */
export function createSurveyInvocations(history: History, running: Running) {
  const { stage, chance, tally } = history;
  const etags = new WeakMap<Survey, string>();
  let count = 0;

  const etagOf = (stored: Survey | undefined) => stored && (etags.get(stored) ?? '');
  const portsOf = ({ call }: Life, startedAt: number, now: () => number): SurveyPorts => {
    const { elb } = clientsThrough(stage, call);
    const { clusters, tagPrefix } = stage.settings;
    return {
      now,
      clusters,
      clusterFunctions: { public: 'cluster' },
      tagPrefix,
      readClusterEndpoint: (name) =>
        call({ service: 'EKS', operation: 'DescribeCluster' }, async () => ({
          name,
          region: CALLER.region,
          endpoint: 'https://demo.test',
          certificateAuthority: '',
          tagPrefix,
        })),
      readCluster: (_, { name }) =>
        call({ service: 'Kubernetes', operation: 'list' }, async () => stage.surveyOf(name, startedAt)),
      readStoredSurvey: (cluster) =>
        call({ service: 'S3', operation: 'GetObject' }, async () => {
          const stored = stage.surveys.get(cluster);
          return stored && { survey: stored, etag: etagOf(stored) ?? '' };
        }),
      writeSurvey: (taken, replaces) =>
        call({ service: 'S3', operation: 'PutObject' }, async () => {
          if (etagOf(stage.surveys.get(taken.cluster)) !== replaces) return 'lost';
          etags.set(taken, stage.run.newId());
          stage.surveys.set(taken.cluster, taken);
          if (stage.clock.now() - taken.startedAt > 2 * APART) tally['survey late'] += 1;
          return 'written';
        }),
      listAllLoadBalancers: listAllLoadBalancers(elb, CALLER.region),
      listLoadBalancers: listLoadBalancers(elb, CALLER.region),
      writeHints: (hints) =>
        call({ service: 'SQS', operation: 'SendMessage', input: hints }, async () => deliver(history, hints)),
      deadLetter: () => Promise.reject(new Error('asks of the simulation are readable, and not given up')),
      postpone: async () => undefined,
      log: ({ outcome }) => {
        if (outcome === 'incomplete') tally['survey incomplete'] += 1;
      },
    };
  };

  return {
    /** By the schedule, or for everybody who asked and whose time has come. */
    start: async () => {
      const apart = chance(2 * APART) - APART;
      const now = () => stage.clock.now() + apart;
      const isScheduled = chance(3) === 0;
      const due = stage.asks.filter(({ notBefore }) => notBefore <= now());
      if (!isScheduled && due.length === 0) return;
      const fate = history.hasFaults && due.length > 0 ? chance(12) : 11;
      if (fate > 0)
        stage.asks.splice(0, stage.asks.length, ...stage.asks.filter((ask) => !due.includes(ask)));
      else tally['ask doubled'] += 1;
      if (isScheduled) tally['survey by schedule'] += 1;
      if (fate === 1) tally['ask lost'] += 1;
      const asks: readonly SurveyAsk[] = [
        ...(isScheduled ? [{ cluster: CLUSTER, loadBalancers: [], notBefore: 0 }] : []),
        ...(fate === 1 ? [] : due),
      ];
      if (asks.length === 0) return;
      count += 1;
      const back = (some: readonly SurveyAsk[]) =>
        stage.asks.push(...some.filter(({ loadBalancers }) => loadBalancers.length > 0));
      await running.begin({
        name: `survey ${count}`,
        isSwift: chance(2) === 0,
        died: () => back(asks),
        run: async (life) => {
          const messages = asks.map((ask, index) => ({
            messageId: `${index}`,
            receiptHandle: `${index}`,
            body: JSON.stringify(ask),
            receives: 1,
          }));
          const failed = await survey(messages, portsOf(life, now(), now), new AbortController().signal);
          return () => back(failed.flatMap((index) => asks[Number(index)] ?? []));
        },
      });
    },
  };
}

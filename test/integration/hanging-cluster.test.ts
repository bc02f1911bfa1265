import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { openSandbox } from '../arrangements/sandbox-clients.ts';
import type { RecordedCall } from '../sandbox/front/calls.ts';
import { HANGING } from '../sandbox/settings.ts';
import { eventually } from './eventually.ts';

/** Times that a name of a healthy cluster comes, before and while another cluster hangs. */
const TIMES = 2;
/** Milliseconds between asks for the cluster that hangs: each keeps an invocation of the survey busy for ten seconds. */
const ASK_EVERY = 2_500;
/** A machine that is busy with something else may spoil one round. */
const ROUNDS = 3;
/** Milliseconds that may be of the machine: behind the hanging cluster a name would wait for up to ten seconds. */
const NOISE = 5_000;

const aws = openSandbox();
const elb = new ElasticLoadBalancingV2Client(aws.settings);
const made: string[] = [];
const objects: object[] = [];

afterAll(async () => {
  for (const LoadBalancerArn of made) await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
});

const tagsOf = (cluster: string, service: string, hostname: string) =>
  Object.entries({
    'elbv2.k8s.aws/cluster': cluster,
    'service.k8s.aws/stack': `mesh/${service}`,
    'service.k8s.aws/resource': 'LoadBalancer',
    'signpost/hostname': hostname,
  }).map(([Key, Value]) => ({ Key, Value }));

async function create(cluster: string, service: string): Promise<string> {
  const Tags = tagsOf(cluster, service, `${service}.example.com`);
  const input = { Name: service, Type: 'network' as const, Subnets: ['subnet-1'], Tags };
  const { LoadBalancers: [loadBalancer] = [] } = await elb.send(new CreateLoadBalancerCommand(input));
  made.push(loadBalancer?.LoadBalancerArn ?? '');
  return loadBalancer?.DNSName?.toLowerCase() ?? '';
}

/** A Service of cluster `beside` shows the load balancer, and a Gateway serves its name. */
async function serve(service: string, hostname: string): Promise<void> {
  const selector = { mesh: service };
  objects.push(
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'mesh', name: service },
      spec: { type: 'LoadBalancer', selector },
      status: { loadBalancer: { ingress: [{ hostname }] } },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'mesh', name: service },
      spec: { selector, servers: [{ hosts: [`${service}.example.com`] }] },
    },
  );
  const folder = inject('sandbox').env['SANDBOX_CLUSTERS'] ?? '';
  await writeFile(join(folder, 'beside', 'all.yaml'), stringify({ kind: 'List', items: objects }));
}

async function stands(host: string): Promise<boolean> {
  const { ResourceRecordSets = [] } = await aws.route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: 'ZEXAMPLECOM', StartRecordName: host, MaxItems: 1 }),
  );
  return ResourceRecordSets.some(({ Name }) => Name === `${host}.`);
}

/** Milliseconds from the call that creates a load balancer of the healthy cluster to its record. */
async function timeOf(service: string): Promise<number> {
  const began = Date.now();
  await serve(service, await create('beside', service));
  await eventually(
    () => stands(`${service}.example.com`),
    (found) => found,
    60_000,
  );
  return Date.now() - began;
}

async function timesOf(name: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let time = 1; time <= TIMES; time += 1) times.push(await timeOf(`${name}-${time}`));
  return times;
}

function ask(): void {
  const message = {
    QueueUrl: aws.outputs['SurveyQueueUrl'],
    MessageBody: JSON.stringify({ cluster: HANGING }),
  };
  void aws.sqs.send(new SendMessageCommand(message));
}

/** Surveys of the cluster that ended since then. */
async function ended(since: number): Promise<readonly FilteredLogEvent[]> {
  const { events = [] } = await aws.logs.send(
    new FilterLogEventsCommand({
      logGroupName: `/aws/lambda/${aws.outputs['SurveyFunction']}`,
      startTime: since,
    }),
  );
  return events.filter(
    ({ message = '' }) => message.includes('Cluster surveyed') && message.includes(`"cluster":"${HANGING}"`),
  );
}

/** When surveys of the cluster began since then, epoch ms: each asks EKS where it is first. */
async function describedSince(since: number): Promise<readonly number[]> {
  const answer = await fetch(`${aws.settings.endpoint}/_sandbox/calls?service=eks`);
  const calls = (await answer.json()) as readonly RecordedCall[];
  return calls.filter(({ at, path }) => at >= since && path === `/clusters/${HANGING}`).map(({ at }) => at);
}

it('a cluster that hangs makes the names of another no later, and none of its own come', {
  timeout: 240_000,
}, async () => {
  await create(HANGING, 'of-hanging');
  const began = Date.now();
  const rounds: string[] = [];
  let isLate = true;
  for (let round = 1; isLate && round <= ROUNDS; round += 1) {
    const before = await timesOf(`before-${round}`);
    const asking = setInterval(ask, ASK_EVERY);
    const meanwhile = await timesOf(`meanwhile-${round}`).finally(() => clearInterval(asking));
    rounds.push(`before: ${before} ms, meanwhile: ${meanwhile} ms`);
    isLate = Math.max(...meanwhile) >= Math.max(...before) + NOISE;
  }
  console.log(rounds.join('\n'));
  expect(isLate, `in every round: ${rounds.join('; ')}`).toBe(false);
  const surveys = await eventually(
    () => ended(began),
    (found) => found.length > 3,
    60_000,
  );
  expect(surveys[0]?.message).toMatch(/"outcome":"incomplete".*was not answered/);
  // More of its surveys were under way at once than would leave the others none.
  const begun = await describedSince(began);
  const ends = surveys.map(({ timestamp = 0 }) => timestamp).sort();
  const atOnce = ends.map((end, before) => begun.filter((at) => at < end).length - before);
  expect(Math.max(...atOnce), 'surveys of it at once').toBeGreaterThan(2);
  expect(await stands('of-hanging.example.com')).toBe(false);
});

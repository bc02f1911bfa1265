import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, expect, inject, it } from 'vitest';
import { observer } from '../arrangements/observe.ts';
import { openSandbox } from '../arrangements/sandbox-clients.ts';
import type { RecordedCall } from '../sandbox/front/calls.ts';
import { eventually } from './eventually.ts';

const SERVED = 'moment-served.example.com';
const UNSERVED = 'moment-unserved.example.com';

const { url, env } = inject('sandbox');
const aws = openSandbox();
const elb = new ElasticLoadBalancingV2Client(aws.settings);
const observe = observer(aws);
const file = join(env['SANDBOX_CLUSTERS'] ?? '', 'demo', 'never-for-a-moment.yaml');
let made: string | undefined;

afterAll(async () => {
  await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: made }));
  await rm(file, { force: true });
});

/** A Service whose status shows this, and a Gateway behind it that serves one of the two names. */
const apply = (shows: string) =>
  writeFile(
    file,
    `
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: moment }
spec: { type: LoadBalancer, selector: { istio: moment } }
status: { loadBalancer: { ingress: [${shows}] } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: moment }
spec: { selector: { istio: moment }, servers: [{ hosts: [${SERVED}] }] }
`,
  );

/** What sync came to for a name, so far. */
async function outcomesOf(host: string): Promise<readonly string[]> {
  const { decisions } = await observe();
  return decisions.filter(({ hostname }) => hostname === host).map(({ outcome }) => outcome);
}

const decided = (host: string, outcome: string) =>
  eventually(
    () => outcomesOf(host),
    (outcomes) => outcomes.includes(outcome),
    30_000,
  );

/** Of every change that Route 53 was ever asked for. */
async function changesTelling(host: string): Promise<number> {
  const answer = await fetch(new URL('/_sandbox/calls?service=route53', url));
  const calls = (await answer.json()) as readonly RecordedCall[];
  return calls.filter(({ method, body }) => method === 'POST' && body.includes(host)).length;
}

it('a load balancer before its status, with a name that its Gateway does not serve: Route 53 never hears of that one', {
  timeout: 120_000,
}, async () => {
  await apply('');
  const { LoadBalancers: [loadBalancer] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'moment',
      Type: 'network',
      Subnets: ['subnet-1'],
      Tags: Object.entries({
        'elbv2.k8s.aws/cluster': 'demo',
        'service.k8s.aws/stack': 'moment/gateway',
        'service.k8s.aws/resource': 'LoadBalancer',
        'signpost/hostname': `${SERVED} ${UNSERVED}`,
      }).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  made = loadBalancer?.LoadBalancerArn;
  await decided(SERVED, 'not bound yet');
  await decided(UNSERVED, 'not bound yet');
  expect(await changesTelling(SERVED), 'before the status').toBe(0);
  await apply(`{ hostname: ${loadBalancer?.DNSName} }`);
  await decided(SERVED, 'published');
  await decided(UNSERVED, 'left');
  expect(await changesTelling(SERVED)).toBe(1);
  expect(await changesTelling(UNSERVED)).toBe(0);
  expect(await outcomesOf(UNSERVED)).not.toContain('published');
});

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Teardown } from '../sandbox/processes/teardown.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { clientSettings } from './aws-clients.ts';
import { clearLeftBehind } from './left-behind.ts';
import { withoutStatements } from './without-statements.ts';

const DEMO = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

// A sandbox of its own: what is taken away here, the other files' sandbox needs.
const teardown = new Teardown();
let sandbox: Sandbox;
let events: EventBridgeClient;

beforeAll(async () => {
  const trouble = (error: unknown) => console.error('sandbox:', error);
  sandbox = await startSandbox({ policy: 'sync', pump: true, quotas: false, trouble }, teardown);
  events = new EventBridgeClient(clientSettings(sandbox.url));
  teardown.add(() => events.destroy());
}, 240_000);
afterAll(() => teardown.run());

interface Told {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function demo(patience: number): Promise<Told> {
  const env = { ...sandbox.env, DEMO_PATIENCE_SECONDS: String(patience) };
  return new Promise((resolve) => {
    execFile(process.execPath, [DEMO], { env }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const control = (path: string) => fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST' });

it('ends as told while everything that is deployed works', { timeout: 300_000 }, async () => {
  const { status, stdout, stderr } = await demo(60);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^total {2}.* \d+ reads, \d+ changes$/m);
});

it.each([
  ['elb-calls', 'expected: a ledger row of demo-web'],
  ['tag-changes', 'expected: every rule that feeds the queue to be enabled'],
])(
  'fails at its first step while the deployed rule %s is disabled',
  { timeout: 60_000 },
  async (rule, expected) => {
    const Name = `signpost-us-east-1-${rule}`;
    await events.send(new DisableRuleCommand({ Name }));
    try {
      const { status, stderr } = await demo(6);
      expect(status).toBe(1);
      expect(stderr).toContain('FAILED in step 1');
      expect(stderr).toContain(expected);
      expect(stderr).toContain(`${Name} DISABLED`);
    } finally {
      await events.send(new EnableRuleCommand({ Name }));
    }
  },
);

it('fails at its first step while nobody takes messages from the queue', { timeout: 60_000 }, async () => {
  await control('pump/stop');
  try {
    const { status, stderr } = await demo(6);
    expect(status).toBe(1);
    expect(stderr).toContain('FAILED in step 1');
    expect(stderr).toContain('expected: a ledger row of demo-web');
    expect(stderr).toMatch(/queue: {4}[1-9]\d* waiting, 0 being worked on/);
  } finally {
    await control('pump/start');
  }
  // Whose hints waited is published only now.
  await clearLeftBehind(sandbox, 'ZEXAMPLECOM', 'web.example.com');
});

it.each([
  ['WriteZones', /^WriteZones/, 'route53:ChangeResourceRecordSets'],
  ['LookAtLoadBalancers', /^LookAtLoadBalancers$/, 'elasticloadbalancing:DescribeLoadBalancers'],
  ['ReadLedger', /^ReadLedger$/, 'dynamodb:BatchGetItem'],
])(
  'fails at its first step while no role has the statement %s',
  { timeout: 90_000 },
  async (_, sid, action) => {
    const settings = clientSettings(sandbox.url);
    const { status, stderr } = await withoutStatements(settings, 'signpost-state', sid, () => demo(6));
    expect(status).toBe(1);
    expect(stderr).toContain('FAILED in step 1');
    expect(stderr).toContain(`is not authorized to perform: ${action}`);
  },
);

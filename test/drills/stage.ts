import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { RecordedCall } from '../sandbox/front/calls.ts';

export type Clients = ReturnType<typeof makeClients>;

/** The sandbox, as a drill reaches it: AWS, and what the sandbox itself is told. */
export interface Stage {
  readonly endpoint: string;
  readonly clients: Clients;
  /** Of the main stack: CloudFormation's outputs. */
  readonly output: (name: string) => string;
  readonly tell: (line: string) => void;
  /** What an operator edited in the settings, for the next deploy: the new id of the zone example.org. */
  readonly edited: { movedZone?: string };
  /** `POST /_sandbox/...`; answered when it is done. */
  readonly control: (path: string) => Promise<unknown>;
  /** Epoch ms, of the sandbox's clock. */
  readonly now: () => Promise<number>;
  /** Calls to Route 53 that functions made, refused ones included. */
  readonly route53Calls: () => Promise<readonly RecordedCall[]>;
  /** Asks until the answer is as expected; throws what was found last. */
  readonly until: <Answer>(
    expected: string,
    ask: () => Promise<Answer>,
    isIt: (answer: Answer) => boolean,
  ) => Promise<Answer>;
  /** Hints that wait or are worked on; not those for a later look. */
  readonly waiting: () => Promise<number>;
  readonly close: () => void;
}

/** Seconds of the machine that an expectation may take; it may be busy with something else. */
const PATIENCE = 90;
const BETWEEN_LOOKS = 100;

/** Needs what every command in the sandbox gets. */
export async function openStage(env: NodeJS.ProcessEnv, tell: (line: string) => void): Promise<Stage> {
  const endpoint = fromEnvironment(env, 'AWS_ENDPOINT_URL');
  const stack = fromEnvironment(env, 'SANDBOX_STACK');
  fromEnvironment(env, 'SANDBOX_CLOCK');
  const clients = makeClients(endpoint);
  const { Stacks = [] } = await clients.stacks.send(new DescribeStacksCommand({ StackName: stack }));
  const outputs = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const ask = async (method: 'GET' | 'POST', path: string): Promise<unknown> => {
    const response = await fetch(new URL(`/_sandbox/${path}`, endpoint), { method });
    const answer = (await response.json()) as { message?: string };
    if (!response.ok) throw new Error(`${method} /_sandbox/${path}: ${answer.message ?? response.status}`);
    return answer;
  };
  return {
    endpoint,
    clients,
    output: (name) => {
      const value = outputs.get(name);
      if (value === undefined) throw new Error(`Stack ${stack} has no output ${name}`);
      return value;
    },
    tell,
    edited: {},
    control: (path) => ask('POST', path),
    now: async () => ((await ask('GET', 'clock')) as { now: number }).now,
    route53Calls: async () => {
      const calls = (await ask('GET', 'calls?service=route53')) as readonly RecordedCall[];
      return calls.filter(({ userAgent }) => !userAgent.includes(USER_AGENT));
    },
    until: async (expected, question, isIt) => {
      const start = Date.now();
      for (;;) {
        const answer = await question();
        if (isIt(answer)) return answer;
        if (Date.now() - start > 1000 * PATIENCE)
          throw new Error(
            `expected ${expected} within ${PATIENCE} s of the machine; found ${JSON.stringify(answer)}`,
          );
        await pause(BETWEEN_LOOKS);
      }
    },
    waiting: async () => {
      await ask('POST', 'events/settled');
      const { Attributes = {} } = await clients.queues.send(
        new GetQueueAttributesCommand({ QueueUrl: outputs.get('QueueUrl'), AttributeNames: ['All'] }),
      );
      const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: underWay } =
        Attributes;
      return Number(waiting ?? 0) + Number(underWay ?? 0);
    },
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** Marks a drill's own calls of Route 53. */
const USER_AGENT = 'signpost-drill';

/** As the owner of the account, or of another one. */
export function makeClients(endpoint: string, account = '000000000000') {
  const settings = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
    customUserAgent: USER_AGENT,
  };
  return {
    v2: new ElasticLoadBalancingV2Client(settings),
    classic: new ElasticLoadBalancingClient(settings),
    route53: new Route53Client(settings),
    stacks: new CloudFormationClient(settings),
    tables: new DynamoDBClient(settings),
    events: new EventBridgeClient(settings),
    queues: new SQSClient(settings),
    functions: new LambdaClient(settings),
    iam: new IAMClient(settings),
  };
}

function fromEnvironment(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined)
    throw new Error(`A drill needs the variable ${name}, and it is not there: run it as \`npm run drill\``);
  return value;
}

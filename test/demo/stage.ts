import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeArchiveCommand } from '@aws-sdk/client-eventbridge';
import { type HostedZone, paginateListHostedZones } from '@aws-sdk/client-route-53';
import { createCounter, type Lap } from './calls.ts';
import { type Clients, makeClients } from './clients.ts';
import type { LoadBalancer } from './load-balancers.ts';
import type { Row } from './table.ts';

export interface Zone {
  readonly id: string;
  readonly name: string;
}

/** What the steps of the story share. */
export interface Stage {
  readonly clients: Clients;
  readonly endpoint: string;
  /** Of the main stack: CloudFormation's outputs. */
  readonly output: (name: string) => string;
  /** Name of the main stack. */
  readonly stack: string;
  /** Folder of the manifests of cluster `demo`. */
  readonly manifests: string;
  readonly zone: (name: string) => Zone;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Events that the archive held then. */
  readonly archivedBefore: number;
  /** Milliseconds that each expectation may take. */
  readonly patience: number;
  readonly tell: (line: string) => void;
  /** Rows of the table at the end. */
  readonly rows: Row[];
  /** Route 53 calls of the deployed functions since the last time it was asked. */
  readonly lap: Lap;
  /** Load balancers that are there, by name. */
  readonly cast: Map<string, LoadBalancer>;
  /** What takes away the rest that a step leaves behind, whether or not the story ends well. */
  readonly leftovers: (() => Promise<unknown>)[];
}

/** Needs what every command in the sandbox gets: AWS_ENDPOINT_URL, AWS_REGION, credentials, SANDBOX_STACK, SANDBOX_CLUSTERS. */
export async function openStage(): Promise<Stage> {
  // First of all: without an endpoint, clients would call a real account.
  const endpoint = fromEnvironment('AWS_ENDPOINT_URL');
  const stack = fromEnvironment('SANDBOX_STACK');
  const manifests = join(fromEnvironment('SANDBOX_CLUSTERS'), 'demo');
  const clients = makeClients();
  const outputs = await readOutputs(clients, stack);
  const zones = await readZones(clients);
  const output = (name: string) => known(outputs.get(name), `output ${name} of stack ${stack}`);
  const { EventCount: archivedBefore = 0 } = await clients.events.send(
    new DescribeArchiveCommand({ ArchiveName: output('ArchiveName') }),
  );
  const startedAt = Date.now();
  return {
    clients,
    endpoint,
    stack,
    output,
    manifests,
    zone: (name) => known(zones.get(name), `public hosted zone ${name}`),
    startedAt,
    archivedBefore,
    patience: 1000 * Number(process.env['DEMO_PATIENCE_SECONDS'] ?? 30),
    tell: (line) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(`${seconds.padStart(7)} s  ${line}`);
    },
    rows: [],
    lap: await createCounter(endpoint),
    cast: new Map(),
    leftovers: [],
  };
}

async function readOutputs({ stacks }: Clients, stack: string): Promise<ReadonlyMap<string, string>> {
  const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: stack }));
  return new Map(
    (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );
}

async function readZones({ route53 }: Clients): Promise<ReadonlyMap<string, Zone>> {
  const zones: HostedZone[] = [];
  for await (const page of paginateListHostedZones({ client: route53 }, {}))
    zones.push(...(page.HostedZones ?? []));
  return new Map(
    zones
      .filter(({ Config }) => Config?.PrivateZone !== true)
      .map(({ Id = '', Name = '' }) => {
        const name = Name.replace(/\.$/, '');
        return [name, { id: Id.replace('/hostedzone/', ''), name }];
      }),
  );
}

function fromEnvironment(name: string): string {
  return known(process.env[name], `variable ${name} (run it as \`npm run demo\`)`);
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The demo needs ${what}, and it is not there`);
  return value;
}

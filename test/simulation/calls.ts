import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clients } from '../stage/aws-ports.ts';
import type { Stage } from '../stage/stage.ts';
import { AwsError } from '../world/aws-error.ts';
import type { Refusal } from '../world/dynamodb/injection.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';

export type Service = 'DynamoDB' | 'ELB' | 'tagging' | 'Route 53' | 'S3' | 'SQS' | 'EKS' | 'Kubernetes';

export interface Called {
  readonly service: Service;
  readonly operation: string;
  readonly input?: unknown;
}

/** Makes a call of an invocation, or has it fail. */
export type Call = <Answer>(called: Called, act: () => Promise<Answer>) => Promise<Answer>;

const WRITES = new Set(['TransactWriteItems', 'SendMessage', 'PutObject']);

/** What becomes of a call, of 1,000. A batch to Route 53 that is on its way when its sender gives up is worth the most. */
export type Fate = 'answered' | 'failed before' | 'failed after' | 'landed late' | 'throttled';

export function fateOf({ chance, hasFaults }: History, { service, operation }: Called): Fate {
  if (!hasFaults) return 'answered';
  const drawn = chance(1000);
  if (drawn < 20) return 'failed before';
  if (drawn < 40) return 'failed after';
  if (drawn < 50) return 'throttled';
  const isBatch = operation === 'ChangeResourceRecordSets';
  if (isBatch ? drawn < 150 : service !== 'Route 53' && WRITES.has(operation) && drawn < 55)
    return 'landed late';
  return 'answered';
}

/** The connection ended without an answer. */
export function lostAnswer({ service, operation }: Called): Error {
  return Object.assign(new Error(`${service} ${operation}: the connection was lost, on purpose`), {
    name: 'TimeoutError',
  });
}

/** Refuses the call for what others do, in the service's own words. */
export async function throttle<Answer>(
  { stage, chance }: Pick<History, 'stage' | 'chance'>,
  { service, operation }: Called,
  act: () => Promise<Answer>,
): Promise<Answer> {
  if (operation === 'TransactWriteItems')
    return refusedOnce({ reason: oneOf(chance, ['TransactionConflict', 'ThrottlingError'] as const) });
  if (operation === 'BatchGetItem') return refusedOnce({ unprocessed: 1 });
  if (operation === 'ChangeResourceRecordSets' && chance(2) === 0)
    throw new AwsError('PriorRequestNotComplete', 'Still processing a prior request, on purpose');
  const code = service === 'DynamoDB' ? 'ProvisionedThroughputExceededException' : 'Throttling';
  throw new AwsError(code, 'Rate exceeded, on purpose');

  function refusedOnce(refusal: Refusal): Promise<Answer> {
    stage.dynamodb.inject(operation, refusal);
    return act();
  }
}

interface AllClients extends Clients {
  readonly tagging: ResourceGroupsTaggingAPIClient;
}

type Sending = { send(command: { input: unknown; constructor: { name: string } }): Promise<unknown> };

/** The stage's clients, each call of which goes through this. */
export function clientsThrough({ table, elb, tagging, zone }: Stage, call: Call): AllClients {
  const through = <Client>(client: unknown, service: Service): Client =>
    ({
      config: {},
      send: (command: Parameters<Sending['send']>[0]) =>
        call({ service, operation: operationOf(command.constructor.name), input: command.input }, () =>
          (client as Sending).send(command),
        ),
    }) as Client;
  const route53 = through<Route53Client>(zone, 'Route 53');
  return {
    table: through<DynamoDBDocumentClient>(table, 'DynamoDB'),
    elb: {
      v2: through<ElasticLoadBalancingV2Client>(elb.v2, 'ELB'),
      classic: through<ElasticLoadBalancingClient>(elb.classic, 'ELB'),
    },
    tagging: through<ResourceGroupsTaggingAPIClient>(tagging, 'tagging'),
    route53: () => route53,
  };
}

function operationOf(command: string): string {
  const name = command.replace(/Command$/, '');
  return { TransactWrite: 'TransactWriteItems', BatchGet: 'BatchGetItem' }[name] ?? name;
}

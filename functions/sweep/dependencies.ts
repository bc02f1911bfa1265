import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeHints } from '../../shared/events/write-hints.ts';
import { listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import type { SweepPorts } from '../../shared/sweep/write-sweep-hints.ts';
import type { SweepEnvironment } from './environment.ts';

export function sweepPorts({ region, ledgerTable, hintQueueUrl }: SweepEnvironment): SweepPorts {
  const elb = {
    v2: new ElasticLoadBalancingV2Client({ region }),
    classic: new ElasticLoadBalancingClient({ region }),
  };
  const ledger = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
  return {
    now: Date.now,
    listAllLoadBalancers: listAllLoadBalancers(elb, region),
    listLedgerRows: listLedgerRows(ledger, ledgerTable),
    writeHints: writeHints(new SQSClient({ region }), hintQueueUrl),
  };
}

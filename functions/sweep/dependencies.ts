import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeHints } from '../../shared/events/write-hints.ts';
import { listLastLooks, listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { readZoneRows } from '../../shared/ledger/read-rows.ts';
import { writeRows } from '../../shared/ledger/write-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listTaggedLoadBalancers } from '../../shared/load-balancers/list-tagged-load-balancers.ts';
import type { SweepEnvironment } from './environment.ts';
import type { LightSweepWorld } from './light-sweep.ts';
import type { SweepWorld } from './sweep.ts';

export function sweepWorld({
  region,
  ledgerTable,
  hintQueueUrl,
}: SweepEnvironment): SweepWorld & LightSweepWorld {
  const elb = {
    v2: new ElasticLoadBalancingV2Client({ region }),
    classic: new ElasticLoadBalancingClient({ region }),
  };
  const ledger = DynamoDBDocumentClient.from(new DynamoDBClient({ region }), {
    // A map with a member `constructor` is none to the client otherwise, and a hostname in a row may be called so.
    marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
  });
  return {
    now: Date.now,
    newId: randomUUID,
    pause,
    listAllLoadBalancers: listAllLoadBalancers(elb, region),
    listTaggedLoadBalancers: listTaggedLoadBalancers(new ResourceGroupsTaggingAPIClient({ region })),
    listLedgerRows: listLedgerRows(ledger, ledgerTable),
    listLastLooks: listLastLooks(ledger, ledgerTable),
    readZoneRows: readZoneRows(ledger, ledgerTable, pause),
    writeRows: writeRows(ledger, ledgerTable, pause, randomUUID),
    writeHints: writeHints(new SQSClient({ region }), hintQueueUrl),
  };
}

/** Half to one and a half times as long, so that those who wait together do not come back together. */
async function pause(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds * (0.5 + Math.random()));
}

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SQSClient } from '@aws-sdk/client-sqs';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeHints } from '../../shared/events/write-hints.ts';
import { listLastLooks, listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { readQuotaRow, readZoneRows } from '../../shared/ledger/read-rows.ts';
import { writeRows } from '../../shared/ledger/write-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listTaggedLoadBalancers } from '../../shared/load-balancers/list-tagged-load-balancers.ts';
import { writeBookings } from '../../shared/quota/write-bookings.ts';
import { listRecordSets } from '../../shared/route53/list-record-sets.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { SweepEnvironment } from './environment.ts';
import type { LightSweepWorld } from './light-sweep.ts';
import type { SweepWorld } from './ports.ts';

/** Every client of the function, made once per instance. */
export function sweepWorld(environment: SweepEnvironment): SweepWorld & LightSweepWorld {
  const { region, ledgerTable, hintQueueUrl, account, settings } = environment;
  const elb = {
    v2: new ElasticLoadBalancingV2Client({ region }),
    classic: new ElasticLoadBalancingClient({ region }),
  };
  const ledger = DynamoDBDocumentClient.from(new DynamoDBClient({ region }), {
    // A map with a member `constructor` is none to the client otherwise, and a hostname in a row may be called so.
    marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
  });
  const own = { writeRows: writeRows(ledger, ledgerTable, pause, randomUUID), newId: randomUUID, pause };
  return {
    ...own,
    now: Date.now,
    listAllLoadBalancers: listAllLoadBalancers(elb, region),
    listTaggedLoadBalancers: listTaggedLoadBalancers(new ResourceGroupsTaggingAPIClient({ region })),
    listLedgerRows: listLedgerRows(ledger, ledgerTable),
    listLastLooks: listLastLooks(ledger, ledgerTable),
    readZoneRows: readZoneRows(ledger, ledgerTable, pause),
    bookTokens: writeBookings({
      ...own,
      readQuotaRow: readQuotaRow(ledger, ledgerTable, pause),
      settings: settings.quota,
      account,
    }),
    listRecordSets: listRecordSets(route53Clients(region), Date.now, pause),
    writeHints: writeHints(new SQSClient({ region }), hintQueueUrl),
  };
}

/** Half to one and a half times as long, so that those who wait together do not come back together. */
async function pause(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds * (0.5 + Math.random()));
}

/** What is left of a role of another account, which may write, while the sweep has it. */
const READ_ONLY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'route53:ListResourceRecordSets', Resource: '*' }],
});

/** One client per role, which reads. Each try is a request that wants tokens. */
function route53Clients(region: string): (zone: Zone) => Route53Client {
  const clients = new Map<string, Route53Client>();
  return ({ roleArn, externalId }) => {
    const key = `${roleArn} ${externalId}`;
    const known = clients.get(key);
    if (known) return known;
    const credentials =
      roleArn === undefined
        ? undefined
        : fromTemporaryCredentials({
            params: {
              RoleArn: roleArn,
              RoleSessionName: 'signpost-sweep',
              Policy: READ_ONLY,
              ...(externalId !== undefined && { ExternalId: externalId }),
            },
            clientConfig: { region },
          });
    const client = new Route53Client({ region, maxAttempts: 1, ...(credentials && { credentials }) });
    clients.set(key, client);
    return client;
  };
}

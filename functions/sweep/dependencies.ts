import { randomUUID } from 'node:crypto';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SQSClient } from '@aws-sdk/client-sqs';
import { writeHints } from '../../shared/events/write-hints.ts';
import { listLastLooks, listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { readQuotaRow, readZoneRows } from '../../shared/ledger/read-rows.ts';
import { writeRows } from '../../shared/ledger/write-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listTaggedLoadBalancers } from '../../shared/load-balancers/list-tagged-load-balancers.ts';
import { writeBookings } from '../../shared/quota/write-bookings.ts';
import { listRecordSets } from '../../shared/route53/list-record-sets.ts';
import { elbClients, ledgerClient, pause } from '../clients.ts';
import { route53Clients } from '../route53-clients.ts';
import type { SweepEnvironment } from './environment.ts';
import type { LightSweepWorld } from './light-sweep.ts';
import type { SweepWorld } from './ports.ts';

/** Every client of the function, made once per instance. */
export function sweepWorld(environment: SweepEnvironment): SweepWorld & LightSweepWorld {
  const { region, ledgerTable, hintQueueUrl, account, settings } = environment;
  const elb = elbClients(region);
  const ledger = ledgerClient(region);
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
    listRecordSets: listRecordSets(
      route53Clients(region, { name: 'signpost-sweep', policy: READ_ONLY }),
      Date.now,
      pause,
    ),
    writeHints: writeHints(new SQSClient({ region }), hintQueueUrl),
  };
}

/** What is left of a role of another account, which may write, while the sweep has it. */
const READ_ONLY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'route53:ListResourceRecordSets', Resource: '*' }],
});

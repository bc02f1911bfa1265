import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Ports, Run } from '../../functions/sync/ports.ts';
import {
  readFreezes,
  readLoadBalancerRows,
  readNameRows,
  readQuotaRow,
  readZoneRows,
} from '../../shared/ledger/read-rows.ts';
import { writeRows } from '../../shared/ledger/write-rows.ts';
import { listLoadBalancers } from '../../shared/load-balancers/list-load-balancers.ts';
import { readReadiness } from '../../shared/load-balancers/read-readiness.ts';
import { type Booker, writeBookings } from '../../shared/quota/write-bookings.ts';
import { applyChanges } from '../../shared/route53/apply-changes.ts';
import { listRecordSets } from '../../shared/route53/list-record-sets.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Caller } from '../world/caller.ts';

export interface Clients {
  readonly table: DynamoDBDocumentClient;
  readonly elb: { readonly v2: ElasticLoadBalancingV2Client; readonly classic: ElasticLoadBalancingClient };
  readonly route53: () => Route53Client;
}

/** The real ports of sync that lead to DynamoDB, Elastic Load Balancing and Route 53. */
export function awsPorts(
  { table, elb, route53 }: Clients,
  name: string,
  { account, region }: Caller,
  /** Whose quota a test may change. */
  settings: Pick<Settings, 'quota'>,
  { now, newId, pause }: Pick<Run, 'now' | 'newId' | 'pause'>,
): Omit<Ports, 'readSurvey' | 'writeHints' | 'writeSurveyAsk'> {
  const write = writeRows(table, name, pause, newId);
  const booker: Booker = {
    readQuotaRow: readQuotaRow(table, name, pause),
    writeRows: write,
    get settings() {
      return settings.quota;
    },
    account,
    newId,
    pause,
  };
  return {
    readLoadBalancerRows: readLoadBalancerRows(table, name, pause),
    readNameRows: readNameRows(table, name, pause),
    readFreezes: readFreezes(table, name, pause),
    readZoneRows: readZoneRows(table, name, pause),
    writeRows: write,
    listLoadBalancers: listLoadBalancers(elb, region),
    readReadiness: readReadiness(elb, region),
    bookTokens: writeBookings(booker),
    listRecordSets: listRecordSets(route53, now, pause),
    applyChanges: applyChanges(route53),
  };
}

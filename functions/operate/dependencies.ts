import { randomUUID } from 'node:crypto';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { countDeadLetters, readDeadLetters } from '../../shared/dead-letters/read-dead-letters.ts';
import { bringBack, deleteDeadLetters } from '../../shared/dead-letters/write-dead-letters.ts';
import { writeHints } from '../../shared/events/write-hints.ts';
import { listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import {
  readFreezes,
  readLoadBalancerRows,
  readNameRows,
  readQuotaRow,
  readZoneRows,
} from '../../shared/ledger/read-rows.ts';
import { writeRows } from '../../shared/ledger/write-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listLoadBalancers } from '../../shared/load-balancers/list-load-balancers.ts';
import { readReadiness } from '../../shared/load-balancers/read-readiness.ts';
import { nameOfArchive, readArchive, readReplay } from '../../shared/replays/read-replay.ts';
import { cancelReplay, startReplay } from '../../shared/replays/write-replay.ts';
import { readSurvey } from '../../shared/surveys/read-survey.ts';
import { elbClients, ledgerClient, pause } from '../clients.ts';
import type { OperateEnvironment } from './environment.ts';
import type { Call, OperatePorts } from './ports.ts';

export interface Dependencies {
  readonly ports: OperatePorts;
  /** What one invocation has besides the world. */
  readonly callOf: (requestId: string, remaining: () => number) => Call;
}

/** Every client of the function, made once per instance. */
export function dependencies(environment: OperateEnvironment): Dependencies {
  const { region, account, ledgerTable, bucket, archiveArn, rules, settings } = environment;
  const { hintQueueUrl, surveyQueueUrl, deadLetterQueueUrls } = environment;
  const elb = elbClients(region);
  const sqs = new SQSClient({ region });
  const events = new EventBridgeClient({ region });
  const table = ledgerClient(region);
  return {
    ports: {
      listAllLoadBalancers: listAllLoadBalancers(elb, region),
      listLedgerRows: listLedgerRows(table, ledgerTable),
      readLoadBalancerRows: readLoadBalancerRows(table, ledgerTable, pause),
      listLoadBalancers: listLoadBalancers(elb, region),
      readReadiness: readReadiness(elb, region),
      readSurvey: readSurvey(new S3Client({ region }), bucket),
      readFreezes: readFreezes(table, ledgerTable, pause),
      readNameRows: readNameRows(table, ledgerTable, pause),
      readZoneRows: readZoneRows(table, ledgerTable, pause),
      readQuotaRow: readQuotaRow(table, ledgerTable, pause),
      writeRows: writeRows(table, ledgerTable, pause, randomUUID),
      writeHints: writeHints(sqs, hintQueueUrl),
      readArchive: readArchive(events, archiveArn),
      readReplay: readReplay(events),
      startReplay: startReplay(events, archiveArn, rules),
      cancelReplay: cancelReplay(events),
      readDeadLetters: readDeadLetters(sqs, deadLetterQueueUrls),
      countDeadLetters: countDeadLetters(sqs, deadLetterQueueUrls),
      bringBack: bringBack(sqs, { hints: hintQueueUrl, 'surveys-asked': surveyQueueUrl }),
      deleteDeadLetters: deleteDeadLetters(sqs, deadLetterQueueUrls),
    },
    callOf: (requestId, remaining) => ({
      now: Date.now,
      newId: randomUUID,
      pause,
      remaining,
      requestId,
      region,
      account,
      settings,
      archive: nameOfArchive(archiveArn),
    }),
  };
}

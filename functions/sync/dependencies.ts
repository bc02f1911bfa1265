import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Back, writeBack } from '../../shared/events/write-back.ts';
import { writeHints } from '../../shared/events/write-hints.ts';
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
import { isUnserved } from '../../shared/plan/tell-missing.ts';
import { writeBookings } from '../../shared/quota/write-bookings.ts';
import { applyChanges } from '../../shared/route53/apply-changes.ts';
import { listRecordSets } from '../../shared/route53/list-record-sets.ts';
import { readSurvey } from '../../shared/surveys/read-survey.ts';
import { writeSurveyAsk } from '../../shared/surveys/write-survey-ask.ts';
import { elbClients, ledgerClient, pause } from '../clients.ts';
import { route53Clients } from '../route53-clients.ts';
import type { SyncEnvironment } from './environment.ts';
import type { Ports, Run } from './ports.ts';

export interface Dependencies {
  readonly ports: Ports;
  readonly back: Back;
  /** What one invocation has besides the world. */
  readonly runOf: (requestId: string, remaining: () => number) => Run;
}

/** Every client of the function, made once per instance. */
export function dependencies(environment: SyncEnvironment, logger: Logger): Dependencies {
  const { region, ledgerTable } = environment;
  const table = ledgerClient(region);
  const sqs = new SQSClient({ region });
  const elb = elbClients(region);
  const route53 = route53Clients(region, { name: 'signpost-sync' });
  const rows = {
    readQuotaRow: readQuotaRow(table, ledgerTable, pause),
    writeRows: writeRows(table, ledgerTable, pause, randomUUID),
  };
  const { settings, bucket } = environment;
  const booker = {
    ...rows,
    settings: settings.quota,
    account: bucket.owner,
    newId: randomUUID,
  };
  return {
    ports: {
      readLoadBalancerRows: readLoadBalancerRows(table, ledgerTable, pause),
      readNameRows: readNameRows(table, ledgerTable, pause),
      readFreezes: readFreezes(table, ledgerTable, pause),
      readZoneRows: readZoneRows(table, ledgerTable, pause),
      writeRows: rows.writeRows,
      listLoadBalancers: listLoadBalancers(elb, region),
      readReadiness: readReadiness(elb, region),
      readSurvey: readSurvey(new S3Client({ region }), environment.bucket),
      bookTokens: writeBookings({ ...booker, pause }),
      listRecordSets: listRecordSets(route53, Date.now, pause),
      applyChanges: applyChanges(route53),
      writeHints: writeHints(sqs, environment.hintQueueUrl),
      writeSurveyAsk: writeSurveyAsk(sqs, environment.surveyQueueUrl, Date.now),
    },
    back: writeBack(sqs, environment.hintQueueUrl, environment.deadLetterQueueUrl),
    runOf: (requestId, remaining) => ({
      now: Date.now,
      newId: randomUUID,
      pause,
      remaining,
      requestId,
      // Every line has every key: the logger would leave out a zone that is undefined or null.
      tellDecision: (line) =>
        logger[isUnserved(line) ? 'warn' : 'info']('decision', {
          ...line,
          zoneId: line.zoneId ?? 'none',
          requestId,
        }),
      tellIgnoredTag: (line) => logger.warn('tag ignored', { ...line, requestId }),
      tellBatch: (line) =>
        logger[line.answer === 'applied' ? 'info' : 'warn']('route 53', { ...line, requestId }),
      // The alarm goes by this message.
      tellBrake: (line) => logger.error('brake', { ...line, requestId }),
      tellDrift: (line) => logger.warn('drift', { ...line, requestId }),
      // So does another one by this: at a level that no setting leaves out.
      tellFind: (line) => logger.error('found by sweep', { ...line, requestId }),
    }),
  };
}

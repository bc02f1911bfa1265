import type { Logger } from '@aws-lambda-powertools/logger';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { writeDeadLetter } from '../../shared/events/write-dead-letter.ts';
import { writeHints } from '../../shared/events/write-hints.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listLoadBalancers } from '../../shared/load-balancers/list-load-balancers.ts';
import { readCluster } from '../../shared/surveys/read-cluster.ts';
import { readClusterEndpoint } from '../../shared/surveys/read-cluster-endpoint.ts';
import { readStoredSurvey } from '../../shared/surveys/read-survey.ts';
import { writeSurvey } from '../../shared/surveys/write-survey.ts';
import type { SurveyEnvironment } from './environment.ts';
import type { SurveyPorts } from './ports.ts';

export function surveyPorts(environment: SurveyEnvironment, logger: Logger): SurveyPorts {
  const { region, bucket, clusters, clusterFunctions, tagPrefix } = environment;
  const sqs = new SQSClient({ region });
  const s3 = new S3Client({ region });
  const elb = {
    v2: new ElasticLoadBalancingV2Client({ region }),
    classic: new ElasticLoadBalancingClient({ region }),
  };
  return {
    now: Date.now,
    clusters,
    clusterFunctions,
    readClusterEndpoint: readClusterEndpoint(new EKSClient({ region }), region, tagPrefix),
    // A second invocation would read the cluster a second time: the next ask does that.
    readCluster: readCluster(new LambdaClient({ region, maxAttempts: 1 })),
    readStoredSurvey: readStoredSurvey(s3, bucket),
    writeSurvey: writeSurvey(s3, bucket),
    tagPrefix,
    listLoadBalancers: listLoadBalancers(elb, region),
    listAllLoadBalancers: listAllLoadBalancers(elb, region),
    writeHints: writeHints(sqs, environment.hintQueueUrl),
    postpone: async (ReceiptHandle, VisibilityTimeout) => {
      const QueueUrl = environment.surveyQueueUrl;
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    },
    deadLetter: writeDeadLetter(sqs, environment.deadLetterQueueUrl),
    log: ({ level, message, ...line }) => logger[level](message, line),
  };
}

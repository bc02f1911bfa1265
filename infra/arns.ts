import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { type Names, namesOf } from './names.ts';

/** ARNs made of fixed names alone: nothing here refers to a resource, so either stack may use them. */
export interface Arns {
  readonly ledger: string;
  readonly surveyBucket: string;
  readonly queue: (name: string) => string;
  readonly function: (name: string) => string;
  readonly role: (name: string) => string;
  /** The streams of a function's log group. */
  readonly logStreams: (functionName: string) => string;
  /** Of the default bus. */
  readonly rule: (name: string) => string;
  readonly archive: string;
  readonly defaultBus: string;
  /** Replays of the archive are called after it. */
  readonly replays: string;
  readonly cluster: (name: string) => string;
  readonly zone: (id: string) => string;
  /** Everything that EC2 has in this Region and account: an interface has no name before it is made. */
  readonly networkAnything: string;
}

export function arnsOf(stack: Stack, names: Names): Arns {
  const arn = (service: string, resource: string, rest: { region?: ''; account?: '' } = {}) =>
    stack.formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME, ...rest });
  return {
    ledger: arn('dynamodb', `table/${names.ledger}`),
    surveyBucket: arn('s3', names.surveyBucket, { region: '', account: '' }),
    queue: (name) => arn('sqs', name),
    function: (name) => arn('lambda', `function:${name}`),
    role: (name) => arn('iam', `role/${name}`, { region: '' }),
    logStreams: (name) => arn('logs', `log-group:${logGroupName(name)}:log-stream:*`),
    rule: (name) => arn('events', `rule/${name}`),
    archive: arn('events', `archive/${names.archive}`),
    defaultBus: arn('events', 'event-bus/default'),
    replays: arn('events', `replay/${names.archive}-*`),
    cluster: (name) => arn('eks', `cluster/${name}`),
    zone: (id) => arn('route53', `hostedzone/${id}`, { region: '', account: '' }),
    networkAnything: arn('ec2', '*/*'),
  };
}

export const logGroupName = (functionName: string): string => `/aws/lambda/${functionName}`;

export function namesIn(stack: Stack, name: string): Names {
  return namesOf(name, { region: stack.region, account: stack.account });
}

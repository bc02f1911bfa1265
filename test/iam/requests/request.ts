import type { Question } from '../allowed.ts';

/** What a role is asked for, and whether the settings `FULL` let it have that. */
export interface Request {
  /** Without the stack's name and Region. */
  readonly role: string;
  readonly what: string;
  readonly question: Question;
  readonly allowed: boolean;
}

const PLACE = 'us-east-1:111122223333';

/** ARNs of what the stacks of `FULL` have. */
export const ARNS = {
  ledger: `arn:aws:dynamodb:${PLACE}:table/signpost-us-east-1-ledger`,
  otherTable: `arn:aws:dynamodb:${PLACE}:table/other`,
  queue: (what: string) => `arn:aws:sqs:${PLACE}:signpost-us-east-1-${what}`,
  function: (what: string) => `arn:aws:lambda:${PLACE}:function:signpost-us-east-1-${what}`,
  bucket: 'arn:aws:s3:::signpost-111122223333-us-east-1-surveys',
  cluster: (name: string) => `arn:aws:eks:${PLACE}:cluster/${name}`,
  zone: (id: string) => `arn:aws:route53:::hostedzone/${id}`,
  network: (what: string) => `arn:aws:ec2:${PLACE}:${what}`,
  events: (what: string) => `arn:aws:events:${PLACE}:${what}`,
  logs: (what: string) =>
    `arn:aws:logs:${PLACE}:log-group:/aws/lambda/signpost-us-east-1-${what}:log-stream:2026/01/01/x`,
  role: (what: string) => `arn:aws:iam::111122223333:role/signpost-us-east-1-${what}`,
  roleElsewhere: 'arn:aws:iam::999988887777:role/dns',
};

import type { TrustQuestion } from '../trusts.ts';
import { ARNS } from './request.ts';

/** Who may take a role of `FULL`. */
export interface TrustRequest {
  readonly role: string;
  readonly what: string;
  readonly question: TrustQuestion;
  readonly allowed: boolean;
}

const LAMBDA = { Service: 'lambda.amazonaws.com' };
const SCHEDULER = { Service: 'scheduler.amazonaws.com' };
const account = (id: string) => ({ 'aws:SourceAccount': [id] });

const byLambda = (role: string): TrustRequest[] => [
  { role, what: 'Lambda', question: { principal: LAMBDA }, allowed: true },
  {
    role,
    what: 'Lambda, for something else',
    question: { principal: LAMBDA, action: 'sts:TagSession' },
    allowed: false,
  },
  { role, what: 'another service', question: { principal: SCHEDULER }, allowed: false },
  { role, what: 'another role', question: { principal: { AWS: ARNS.role('sweep') } }, allowed: false },
];

const scheduled = (what: string, question: TrustQuestion, allowed = false): TrustRequest => ({
  role: 'sweep-schedule',
  what,
  question,
  allowed,
});

export const TRUSTED: readonly TrustRequest[] = [
  ...['sync', 'survey', 'sweep', 'operate', 'cluster', 'cluster-in-vpc'].flatMap(byLambda),
  scheduled('the Scheduler', { principal: SCHEDULER, context: account('111122223333') }, true),
  scheduled('the Scheduler, for something else', {
    principal: SCHEDULER,
    action: 'sts:TagSession',
    context: account('111122223333'),
  }),
  scheduled('a schedule of another account', { principal: SCHEDULER, context: account('999988887777') }),
  scheduled('a schedule of nobody', { principal: SCHEDULER }),
  scheduled('another service', { principal: LAMBDA, context: account('111122223333') }),
  scheduled('another role', {
    principal: { AWS: ARNS.role('sync') },
    context: account('111122223333'),
  }),
];

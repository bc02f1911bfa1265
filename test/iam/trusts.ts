import { type Context, isAction, meets, verdict } from './allowed.ts';
import { like } from './like.ts';
import { type PolicyDocument, type Statement, statementsIn } from './statement.ts';

/** Who asks: a role by its ARN (`arn:aws:iam::…:role/…`, also for a session of it), or a service by its name. */
export type Principal = { readonly AWS: string } | { readonly Service: string };

export interface TrustQuestion {
  readonly principal: Principal;
  /** `sts:AssumeRole` for a trust policy. */
  readonly action?: string;
  /** For the policy of a queue, bucket or function. */
  readonly resource?: string;
  readonly context?: Context;
}

/**
 * Whether the policy of a role (trust) or resource lets the principal in. For a principal of another account, or one that
 * is let in by its account alone (`arn:aws:iam::…:root`), IAM asks for a policy of its own that allows the call, too.
 */
export function trusts(document: PolicyDocument, question: TrustQuestion): boolean {
  return verdict(statementsIn(document).filter((statement) => concerns(statement, question)));
}

/** The same for statements that were read already. */
export function concerns(statement: Statement, question: TrustQuestion): boolean {
  const { principal, action = 'sts:AssumeRole', resource, context } = question;
  return (
    isPrincipal(statement.principals, principal) &&
    isAction(statement.actions, action) &&
    (statement.resources.length === 0 || statement.resources.some((one) => like(one, resource ?? ''))) &&
    meets(statement.conditions, context)
  );
}

function isPrincipal(principals: Statement['principals'], asked: Principal): boolean {
  if (principals === undefined)
    throw new Error('A policy of a role or resource whose statement names no principal');
  if (principals === '*') return true;
  if ('Service' in asked) return principals['Service']?.includes(asked.Service) ?? false;
  // No wildcards within an ARN: a principal is named in full, by its account, or is everybody.
  const account = accountOf(asked.AWS);
  const named = [asked.AWS, account, '*'];
  return (
    principals['AWS']?.some(
      (one) => named.includes(one) || (one.endsWith(':root') && accountOf(one) === account),
    ) ?? false
  );
}

function accountOf(arn: string): string {
  const account = arn.split(':')[4];
  if (account === undefined) throw new Error(`principal: got ${arn}, wants the ARN of a role`);
  return account;
}

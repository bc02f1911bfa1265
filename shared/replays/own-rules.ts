import { SignpostError } from '../errors.ts';

declare const OWN: unique symbol;

/**
 * ARNs of rules of this very stack. Other teams listen on the same default bus, and a replay that names no rules, or
 * theirs, would tell them old events as new ones. So nothing else is taken by what starts a replay, and nothing but
 * `ownRules` makes one.
 */
export type OwnRules = readonly [string, ...string[]] & { readonly [OWN]: true };

/** Where a stack is, and how it is called. */
export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly account: string;
}

/**
 * `told`: what the stack's own construct put into the function's environment, ARNs with spaces between them.
 * @throws SignpostError for what is no rule of the default bus with a name of this stack's.
 */
export function ownRules(told: string, { name, region, account }: Stack): OwnRules {
  const arns = told.split(' ').filter((arn) => arn !== '');
  const rule = new RegExp(`^arn:[a-z-]+:events:${region}:${account}:rule/${name}-${region}-[a-z-]+$`);
  const strange = arns.filter((arn) => !rule.test(arn));
  if (arns.length === 0 || strange.length > 0) {
    throw new SignpostError(
      `RULE_ARNS: got ${JSON.stringify(arns.length === 0 ? told : strange.join(' '))}, expected rules of the stack ` +
        `${name} on the default bus of account ${account}, Region ${region}: deploy the stack again.`,
    );
  }
  return arns as unknown as OwnRules;
}

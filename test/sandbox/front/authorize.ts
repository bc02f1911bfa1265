import { allowed } from '../../iam/allowed.ts';
import { type Statement, statementsIn } from '../../iam/statement.ts';
import { AwsError } from '../../world/aws-error.ts';
import type { Asked } from '../../world/http/exchange.ts';
import type { Identity } from './identify.ts';

/** Services whose denials have this code and are HTTP 403; the others' are AccessDeniedException. */
const ACCESS_DENIED: readonly string[] = ['elasticloadbalancing', 'route53'];

/** Throws AWS's denial unless the caller's identity policies allow the call. */
export function authorize(service: string, { arn, root, policies }: Identity, asked: Asked): void {
  if (root) return;
  const statements = policies.flatMap((policy) => statementsIn(policy));
  if (allowed(statements, asked)) return;
  const plain = ACCESS_DENIED.includes(service);
  throw new AwsError(plain ? 'AccessDenied' : 'AccessDeniedException', denial(arn, asked, statements), {
    status: plain || service === 'eks' ? 403 : 400,
  });
}

/** In AWS's words; a call that takes no resource names none. */
function denial(arn: string, asked: Asked, statements: readonly Statement[]): string {
  const granted = allowed(
    statements.filter(({ effect }) => effect === 'Allow'),
    asked,
  );
  const why = granted
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${asked.action} action`;
  const where = asked.resource === '*' ? '' : ` on resource: ${asked.resource}`;
  return `User: ${arn} is not authorized to perform: ${asked.action}${where} ${why}`;
}

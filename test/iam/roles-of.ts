import { ACCOUNT, type Synthesised, text } from '../infra/templates.ts';
import { type PolicyDocument, type Statement, statementsIn } from './statement.ts';

export interface RoleStatement extends Statement {
  /** The role's name. */
  readonly role: string;
}

/** All statements of all roles of the state stack: inline policies and the managed ones attached to them. */
export function statementsOf(state: Synthesised): readonly RoleStatement[] {
  const roles = state.all('AWS::IAM::Role');
  const inline = roles.flatMap(({ Properties }) =>
    ((Properties['Policies'] ?? []) as { PolicyDocument: PolicyDocument }[]).flatMap(({ PolicyDocument }) =>
      read(text(Properties['RoleName']), PolicyDocument),
    ),
  );
  const managed = state.all('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) => {
    const [attached] = Properties['Roles'] as unknown[];
    const role = roles.find(({ id }) => text(attached) === `<${id}>`)!;
    return read(text(role.Properties['RoleName']), Properties['PolicyDocument'] as PolicyDocument);
  });
  return [...inline, ...managed];
}

/** The statements of their trust policies. */
export function trustOf(state: Synthesised): readonly RoleStatement[] {
  return state
    .all('AWS::IAM::Role')
    .flatMap(({ Properties }) =>
      read(text(Properties['RoleName']), Properties['AssumeRolePolicyDocument'] as PolicyDocument),
    );
}

function read(role: string, document: PolicyDocument): RoleStatement[] {
  return statementsIn(document, filled).map((statement) => ({ role, ...statement }));
}

function filled(value: unknown): string {
  return text(value).replaceAll('<AWS::AccountId>', ACCOUNT);
}

import { type Synthesised, text } from '../infra/synthesise.ts';
import { type PolicyDocument, type Statement, statementsIn } from './statement.ts';

export interface RoleStatement extends Statement {
  /** The role's name. */
  readonly role: string;
}

/** All statements of all roles of the state stack: inline policies and the managed ones attached to them. */
export function statementsOf(state: Synthesised): readonly RoleStatement[] {
  const roles = state.all('AWS::IAM::Role');
  const read = (role: string, document: unknown): RoleStatement[] =>
    statementsIn(document as PolicyDocument, text).map((statement) => ({ role, ...statement }));
  const inline = roles.flatMap(({ Properties }) =>
    ((Properties['Policies'] ?? []) as { PolicyDocument: unknown }[]).flatMap(({ PolicyDocument }) =>
      read(text(Properties['RoleName']), PolicyDocument),
    ),
  );
  const managed = state.all('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) => {
    const [attached] = Properties['Roles'] as unknown[];
    const role = roles.find(({ id }) => text(attached) === `<${id}>`)!;
    return read(text(role.Properties['RoleName']), Properties['PolicyDocument']);
  });
  return [...inline, ...managed];
}

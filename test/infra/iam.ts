import { like } from './like.ts';
import { type Synthesised, text } from './synthesise.ts';

/** A policy statement with lists for single values and references filled in. */
export interface Statement {
  readonly role: string;
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What is asked of IAM: condition keys hold lists, an absent one is not there. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface Document {
  readonly Statement: readonly {
    readonly Sid?: string;
    readonly Effect: 'Allow' | 'Deny';
    readonly Action: string | readonly string[];
    readonly Resource: unknown;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }[];
}

/** All statements of all roles of the state stack: inline policies and the managed ones attached to them. */
export function statementsOf(state: Synthesised): readonly Statement[] {
  const roles = state.all('AWS::IAM::Role');
  const inline = roles.flatMap(({ Properties }) =>
    ((Properties['Policies'] ?? []) as { PolicyDocument: Document }[]).flatMap(({ PolicyDocument }) =>
      flat(text(Properties['RoleName']), PolicyDocument),
    ),
  );
  const managed = state.all('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) => {
    const [attached] = Properties['Roles'] as unknown[];
    const role = roles.find(({ id }) => text(attached) === `<${id}>`)!;
    return flat(text(role.Properties['RoleName']), Properties['PolicyDocument'] as Document);
  });
  return [...inline, ...managed];
}

/** IAM's evaluation of identity policies: allowed by one statement at least, denied by none. */
export function allowed(statements: readonly Statement[], question: Question): boolean {
  const applying = statements.filter((statement) => applies(statement, question));
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

function applies({ actions, resources, conditions }: Statement, question: Question): boolean {
  return (
    actions.some((action) => like(action, question.action)) &&
    resources.some((resource) => like(resource, question.resource)) &&
    Object.entries(conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, question.context?.[key])),
    )
  );
}

function holds(operator: string, wanted: readonly string[], values: readonly string[] | undefined): boolean {
  switch (operator) {
    case 'ForAllValues:StringEquals':
      return (values ?? []).every((value) => wanted.includes(value));
    case 'ArnEquals':
      return (values ?? []).some((value) => wanted.some((one) => like(one, value)));
    case 'Null':
      return wanted.includes(String(values === undefined || values.length === 0));
    default:
      throw new Error(`allowed() does not know ${operator}: teach it, from the IAM guide`);
  }
}

function flat(role: string, { Statement: statements }: Document): Statement[] {
  return statements.map(({ Sid = '', Effect, Action, Resource, Condition = {} }) => ({
    role,
    sid: Sid,
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat().map(text),
    conditions: Object.fromEntries(
      Object.entries(Condition).map(([operator, keys]) => [
        operator,
        Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, [value].flat().map(text)])),
      ]),
    ),
  }));
}

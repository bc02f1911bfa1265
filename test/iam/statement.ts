/** Condition operators, each with its keys and their values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A statement of a policy, with lists for single values. */
export interface Statement {
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** Empty in a trust policy, whose resource is the role that it belongs to. */
  readonly resources: readonly string[];
  /** Whom a trust policy or a resource's policy is about: by kind (`AWS`, `Service`), or `*`. */
  readonly principals?: Readonly<Record<string, readonly string[]>> | '*' | undefined;
  readonly conditions: Conditions;
}

/** A policy document as IAM takes it. */
export interface PolicyDocument {
  readonly Statement: unknown;
}

/** What may stand in a statement. `NotAction` and the like are not known here: nobody would mutate or ask for them rightly. */
const ELEMENTS = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];

/**
 * The statements of a document. `text` makes a value a string: a template's references need more than `String`.
 * Throws on an element that the evaluation does not know.
 */
export function statementsIn(
  document: PolicyDocument,
  text: (value: unknown) => string = String,
): readonly Statement[] {
  const texts = (value: unknown) => [value].flat().map(text);
  const textsByKey = (value: object) =>
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, texts(inner)]));
  return [document.Statement].flat().map((given) => {
    const statement = given as Readonly<Record<string, unknown>>;
    const unknown = Object.keys(statement).filter((key) => !ELEMENTS.includes(key));
    if (unknown.length > 0) {
      throw new Error(
        `A statement has ${unknown.join(', ')}; test/iam knows ${ELEMENTS.join(', ')}. Teach it, from the IAM guide`,
      );
    }
    const { Sid = '', Effect, Action, Resource = [], Principal, Condition = {} } = statement;
    if (Effect !== 'Allow' && Effect !== 'Deny')
      throw new Error(`Effect: got ${String(Effect)}, wants Allow or Deny`);
    return {
      sid: text(Sid),
      effect: Effect,
      actions: texts(Action),
      resources: texts(Resource),
      ...(Principal !== undefined && {
        principals: Principal === '*' ? ('*' as const) : textsByKey(Principal as object),
      }),
      conditions: Object.fromEntries(
        Object.entries(Condition as object).map(([operator, keys]) => [operator, textsByKey(keys as object)]),
      ),
    };
  });
}

import type { Conditions, Statement } from './statement.ts';

export interface Mutation {
  readonly what: string;
  /** The changed statement; none if it is gone. */
  readonly statement?: Statement | undefined;
}

/**
 * One change at a time: every action, resource, principal and condition (all of it, each operator, key and value) taken
 * away, and each made wider: all of its service, everything, any value, some of the values in place of all of them.
 * Changes that come to the same are one.
 */
export function mutationsOf(statement: Statement): readonly Mutation[] {
  const { actions, resources, principals = {}, conditions } = statement;
  const changes: Mutation[] = [
    { what: 'without it' },
    ...inList(actions, serviceOf).map(({ what, list }) => ({
      what,
      statement: { ...statement, actions: list },
    })),
    ...inList(resources, () => '*').map(({ what, list }) => ({
      what,
      statement: { ...statement, resources: list },
    })),
    ...inPrincipals(principals).map(({ what, now }) => ({
      what,
      statement: { ...statement, principals: now },
    })),
    ...inConditions(conditions).map(({ what, now }) => ({
      what,
      statement: { ...statement, conditions: now },
    })),
  ];
  return distinct(changes, statement);
}

const serviceOf = (action: string) => `${action.split(':')[0]}:*`;

function inList(list: readonly string[], wider: (one: string) => string) {
  return list.flatMap((one, index) => [
    { what: `without ${one}`, list: list.toSpliced(index, 1) },
    { what: `${wider(one)} for ${one}`, list: list.with(index, wider(one)) },
  ]);
}

function inPrincipals(principals: NonNullable<Statement['principals']>) {
  if (principals === '*') return [];
  return Object.entries(principals).flatMap(([kind, named]) => [
    ...inList(named, () => '*').map(({ what, list }) => ({ what, now: { ...principals, [kind]: list } })),
    { what: `everybody for ${named.join()}`, now: '*' as const },
  ]);
}

function inConditions(conditions: Conditions): { readonly what: string; readonly now: Conditions }[] {
  const operators = Object.entries(conditions);
  return [
    { what: 'without conditions', now: {} },
    ...operators.flatMap(([operator, keys]) => {
      const others = Object.fromEntries(operators.filter(([other]) => other !== operator));
      const some = operator.replace('ForAllValues:', 'ForAnyValue:');
      return [
        { what: `without ${operator}`, now: others },
        ...(some in conditions
          ? []
          : [{ what: `${some} for ${operator}`, now: { ...others, [some]: keys } }]),
        ...Object.entries(keys).flatMap(([key, values]) => {
          const rest = Object.fromEntries(Object.entries(keys).filter(([other]) => other !== key));
          return [
            ...(Object.keys(rest).length > 0
              ? [{ what: `without ${operator} ${key}`, now: { ...others, [operator]: rest } }]
              : []),
            ...inList(values, () => '*').map(({ what, list }) => ({
              what: `${operator} ${key}: ${what}`,
              now: { ...others, [operator]: { ...keys, [key]: list } },
            })),
          ];
        }),
      ];
    }),
  ];
}

function distinct(changes: readonly Mutation[], original: Statement): readonly Mutation[] {
  const seen = new Set([JSON.stringify(original)]);
  return changes.filter(({ statement }) => {
    const key = JSON.stringify(statement ?? null);
    return !seen.has(key) && seen.add(key);
  });
}

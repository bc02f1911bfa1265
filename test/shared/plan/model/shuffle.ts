import type { NameInput } from '../../../../shared/plan/name-input.ts';

/** The same input with its claims and looks in another order (Route 53 lists in one order); `order` holds numbers from 0 to 1. */
export function shuffled(input: NameInput, order: readonly number[]): NameInput {
  let at = 0;
  const next = () => {
    at += 1;
    return order[at % order.length] ?? 0;
  };
  const mix = <T>(all: readonly T[]): T[] =>
    all
      .map((each) => ({ each, by: next() }))
      .sort((a, b) => a.by - b.by)
      .map(({ each }) => each);
  const { row, observations } = input;
  return {
    ...input,
    observations: mix(observations),
    row: {
      ...row,
      claims: Object.fromEntries(mix(Object.entries(row.claims))),
      holders: Object.fromEntries(mix(Object.entries(row.holders))),
    },
  };
}

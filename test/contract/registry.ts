import { expect, it } from 'vitest';

/** A fact about AWS that product code relies on, and where it was read. */
export interface ContractRow {
  /** `elb.tags.limit-20`: service, subject, fact. */
  readonly id: string;
  readonly fact: string;
  readonly source: string;
}

/** Rows that no case can show against the world, each with the reason. */
export type Exceptions<Id extends string> = Readonly<Partial<Record<Id, string>>>;

export interface Contract<Id extends string> {
  /** A case of one row; `name` tells several cases of a row apart. */
  (id: Id, fn: () => Promise<void> | void): void;
  (id: Id, name: string, fn: () => Promise<void> | void): void;
  /** Call last in the file: a test that fails if a row has neither a case nor an exception. */
  complete(exceptions?: Exceptions<Id>): void;
}

/**
 * The cases of one list of rows. Declare the rows `as const satisfies readonly ContractRow[]`, so that an unknown id
 * is a type error.
 */
export function contractOf<Row extends ContractRow>(rows: readonly Row[]): Contract<Row['id']> {
  const covered: string[] = [];
  const contract: Contract<Row['id']> = (
    id: Row['id'],
    nameOrFn: string | (() => Promise<void> | void),
    fn?: () => Promise<void> | void,
  ) => {
    covered.push(id);
    const [name, run] = typeof nameOrFn === 'string' ? [nameOrFn, fn] : ['', nameOrFn];
    it(name === '' ? id : `${id}: ${name}`, run);
  };
  contract.complete = (exceptions) =>
    it(`each of the ${rows.length} rows has a case or a named exception`, () =>
      expect(gaps(rows, covered, exceptions ?? {})).toEqual([]));
  return contract;
}

/** What is wrong with the coverage of a list of rows; empty if nothing is. */
export function gaps(
  rows: readonly ContractRow[],
  covered: readonly string[],
  exceptions: Readonly<Record<string, string | undefined>>,
): string[] {
  const ids = rows.map(({ id }) => id);
  const named = Object.keys(exceptions);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: listed twice`),
    ...ids
      .filter((id) => !covered.includes(id) && !named.includes(id))
      .map((id) => `${id}: neither a case nor an exception`),
    ...[...covered, ...named].filter((id) => !ids.includes(id)).map((id) => `${id}: no such row`),
    ...named.filter((id) => covered.includes(id)).map((id) => `${id}: both a case and an exception`),
    ...named.filter((id) => !exceptions[id]?.trim()).map((id) => `${id}: exception without a reason`),
  ];
}

/** A change of one file that breaks the program on purpose. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A test that passes on the real program and fails on the broken one. */
export interface History {
  /** Below `test/`. */
  readonly file: string;
  /** Its whole name, those of its suites in front: `suite > test`. */
  readonly test: string;
}

export interface Mutation {
  /** In the words of the ledger model where it has such a one, and unique. */
  readonly name: string;
  /** Which of the invariants of docs/design.md it breaks. */
  readonly invariant: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
  /** What the broken program does. */
  readonly breaks: string;
  readonly edits: readonly Edit[];
  /** What must catch it. */
  readonly history: History;
}

/** One that no history can catch, because something else keeps the invariant as well; it is not counted. */
export interface Harmless extends Omit<Mutation, 'history'> {
  /** What keeps the program right all the same. */
  readonly because: string;
}

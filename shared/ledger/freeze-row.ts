import type { NameKey } from './rows.ts';

/** What an operator stopped: everything, a zone, or a name. */
export type FreezeScope = 'stack' | `zone#${string}` | `name#${NameKey}`;

export interface Freeze {
  readonly reason: string;
  /** Who said so, in their own words: Lambda tells no function who invokes it. Empty if they did not. */
  readonly by: string;
  /** When it began and when it ends by itself, epoch ms. */
  readonly at: number;
  readonly until: number;
}

/** `freezes`: the one row that says what is not written now. */
export interface FreezeRow {
  readonly rev: string;
  readonly schema: number;
  readonly freezes: Readonly<Partial<Record<FreezeScope, Freeze>>>;
}

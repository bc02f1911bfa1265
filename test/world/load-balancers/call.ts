import type { Caller } from '../caller.ts';
import type { Identifiers } from './identifiers.ts';
import type { TagsChanged } from './taggable.ts';

/** What an operation has at hand: who calls, when, and the state of that account and Region. */
export interface Call<State> {
  readonly caller: Caller;
  readonly now: number;
  readonly state: State;
  readonly identifiers: Identifiers;
  readonly tagsChanged: TagsChanged;
}

/** Operations of one API by name. They throw before they change anything, or change everything they were asked to. */
export type Table<State> = Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: each operation narrows its own input
  Record<string, (input: any, call: Call<State>) => unknown>
>;

/** The ARN of something of the caller's: `arn:aws:elasticloadbalancing:us-east-1:000000000000:<path>`. */
export function arnOf({ region, account }: Caller, path: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:${path}`;
}

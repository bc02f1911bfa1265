import type { Caller } from '../caller.ts';

/** Keeps one state per account and Region. */
export function byAccount<State>(empty: () => State): (caller: Caller) => State {
  const states = new Map<string, State>();
  return ({ account, region }) => {
    const key = `${account} ${region}`;
    const state = states.get(key) ?? empty();
    states.set(key, state);
    return state;
  };
}

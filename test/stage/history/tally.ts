/** All that may befall a history, and all that may become of a claim. What never happened was not tested. */
const KINDS = [
  'invocation',
  'killed',
  'failed before',
  'failed after',
  'landed late',
  'stale look',
  'clock apart',
  'event lost',
  'event doubled',
  'event late',
  'message doubled',
  'sweep',
  'ask lost',
  'ask doubled',
  'closing hint lost',
  'closing hint doubled',
  'survey by schedule',
  'survey late',
  'survey incomplete',
  'survey without the kind',
  'zone left',
  'cluster left',
  'policy plan',
  'classic name reused',
  'foreign record',
  'foreign record equal to ours',
  'handed over',
  'withdrawn',
  'published',
  'waiting',
  'not bound yet',
  'refused',
  'leaving',
  'held back',
  'kept',
  'left',
] as const;

export type Kind = (typeof KINDS)[number];
export type Tally = Record<Kind, number>;

export function emptyTally(): Tally {
  return Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Tally;
}

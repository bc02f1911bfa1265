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
  'annotation changed',
  'asked behind it',
  'survey without the kind',
  'zone left',
  'cluster left',
  'policy plan',
  'classic name reused',
  'foreign record',
  'foreign record equal to ours',
  'foreign set beside ours',
  'handed over',
  'withdrawn',
  'shape changed',
  'swapped',
  'looked first',
  'shared name',
  'simple set',
  'weighted set',
  'latency set',
  'failover set',
  'geolocation set',
  'geoproximity set',
  'CNAME set',
  'contest over shape',
  'contest over identifier',
  'contest over place',
  'settings refused',
  'published',
  'waiting',
  'not bound yet',
  'refused',
  'leaving',
  'held back',
  'quarantined',
  'kept',
  'left',
] as const;

/** What is told and need not happen: sets that left though their load balancers could have had them beside the others. */
const TOLD = ['left away', 'left away, not to be seen', 'left away, unheard'] as const;

export type Kind = (typeof KINDS)[number];
export type Tally = Record<Kind | (typeof TOLD)[number], number>;

export function emptyTally(): Tally {
  return Object.fromEntries([...KINDS, ...TOLD].map((kind) => [kind, 0])) as Tally;
}

export function neverHappened(tally: Tally): readonly Kind[] {
  return KINDS.filter((kind) => tally[kind] === 0);
}

/** All that may befall a history, and all that may become of a claim. What never happened was not tested. */
const KINDS = [
  'invocation',
  'killed',
  'failed before',
  'failed after',
  'landed late',
  'DynamoDB failed',
  'DynamoDB throttled',
  'ELB failed',
  'ELB throttled',
  'tagging failed',
  'tagging throttled',
  'Route 53 failed',
  'Route 53 throttled',
  'S3 failed',
  'S3 throttled',
  'SQS failed',
  'SQS throttled',
  'EKS failed',
  'EKS throttled',
  'Kubernetes failed',
  'Kubernetes throttled',
  'stale look',
  'clock apart',
  'event lost',
  'event doubled',
  'event late',
  'event replayed',
  'message doubled',
  'message out of order',
  'hint lost',
  'hint doubled',
  'sweep',
  'sweep failed',
  'light sweep',
  'light sweep failed',
  'tag events alone',
  'ask lost',
  'ask doubled',
  'survey by schedule',
  'survey late',
  'survey incomplete',
  'annotation changed',
  'asked behind it',
  'survey without the kind',
  'health changed',
  'made again',
  'priority decides',
  'zone left',
  'cluster left',
  'name protected',
  'policy plan',
  'policy create-only',
  'policy upsert-only',
  'freeze',
  'approval',
  'brake tripped',
  'brake was on',
  'out of quota',
  'classic name reused',
  'foreign record',
  'foreign record changed',
  'foreign record equal to ours',
  'foreign set beside ours',
  'ours removed by others',
  'ours replaced by others',
  'drift restored',
  'drift respected',
  'handed over',
  'taken over by one that is ready',
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

export function addTally(to: Tally, from: Tally): void {
  for (const kind of [...KINDS, ...TOLD]) to[kind] += from[kind];
}

export function neverHappened(tally: Tally): readonly Kind[] {
  return KINDS.filter((kind) => tally[kind] === 0);
}

/** One line for all that happened, in the order of the list. */
export function toldTally(tally: Tally): string {
  return [...KINDS, ...TOLD].map((kind) => `${kind} ${tally[kind]}`).join(', ');
}

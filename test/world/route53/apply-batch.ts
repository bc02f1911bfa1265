import type { Change } from '@aws-sdk/client-route-53';
import { DomainNameProblem } from './domain-name.ts';
import { locationProblems } from './geo-locations.ts';
import { valueProblems } from './record-values.ts';
import { missingTargetProblems, resultProblems } from './result-problems.ts';
import { failoverProblems } from './routing.ts';
import { describeSet, isSame, keyOf, type StoredSet, stored } from './stored-set.ts';
import type { Zone } from './zone.ts';

interface Step {
  readonly action: string;
  readonly set: StoredSet;
}

/**
 * Carries out a batch in full or not at all. Returns the messages of InvalidChangeBatch, all culprits of it; empty if
 * the batch was carried out.
 */
export function applyBatch(zone: Zone, changes: readonly Change[], recordsPerZone: number): string[] {
  const limits = limitProblems(changes);
  if (limits.length > 0) return limits;
  const { steps, problems } = readSteps(changes);
  const repeated = repetitions(steps);
  problems.push(
    ...[...repeated.values()].map(
      ({ Type, Name }) =>
        `The request contains an invalid set of changes for a resource record set '${Type} ${Name}'`,
    ),
  );

  const before = new Map<string, StoredSet | undefined>();
  const written: StoredSet[] = [];
  for (const { action, set } of steps.filter((step) => !repeated.has(keyOf(step.set)))) {
    const key = keyOf(set);
    const standing = zone.records.get(key);
    const refusal = refusalOf(action, set, standing);
    if (refusal !== undefined) {
      problems.push(refusal);
      continue;
    }
    if (!before.has(key)) before.set(key, standing);
    if (action === 'DELETE') zone.records.remove(key);
    else {
      problems.push(...missingTargetProblems(zone, set));
      zone.records.put(set);
      written.push(set);
    }
  }
  problems.push(...resultProblems(zone, written, recordsPerZone));
  if (problems.length > 0)
    for (const [key, standing] of before) {
      if (standing === undefined) zone.records.remove(key);
      else zone.records.put(standing);
    }
  return problems;
}

function limitProblems(changes: readonly Change[]): string[] {
  let elements = 0;
  let characters = 0;
  for (const { Action, ResourceRecordSet: set } of changes) {
    const times = Action === 'UPSERT' ? 2 : 1;
    const records = set?.ResourceRecords ?? [];
    elements += times * Math.max(records.length, set?.AliasTarget === undefined ? 0 : 1);
    characters += times * records.reduce((sum, { Value }) => sum + (Value ?? '').length, 0);
  }
  return [
    ...(elements > 1000 ? ['Number of records limit of 1000 exceeded.'] : []),
    ...(characters > 32_000 ? ['RDATA character limit of 32000 exceeded.'] : []),
  ];
}

function readSteps(changes: readonly Change[]): { steps: Step[]; problems: string[] } {
  const steps: Step[] = [];
  const problems: string[] = [];
  for (const { Action: action = '', ResourceRecordSet: set } of changes) {
    if (set === undefined) continue;
    try {
      const values = (set.ResourceRecords ?? []).map(({ Value }) => Value ?? '');
      steps.push({ action, set: stored(set) });
      problems.push(...valueProblems(set.Type ?? '', values));
      if (action !== 'DELETE') problems.push(...locationProblems(set.GeoLocation), ...failoverProblems(set));
    } catch (error) {
      if (!(error instanceof DomainNameProblem)) throw error;
      problems.push(error.message);
    }
  }
  return { steps, problems };
}

/** Sets named more than once by key; twice is allowed as DELETE and then CREATE. */
function repetitions(steps: readonly Step[]): Map<string, StoredSet> {
  const actions = new Map<string, string[]>();
  for (const { action, set } of steps) actions.set(keyOf(set), [...(actions.get(keyOf(set)) ?? []), action]);
  return new Map(
    steps
      .map(({ set }): [string, StoredSet] => [keyOf(set), set])
      .filter(([key]) => {
        const seen = actions.get(key) ?? [];
        return seen.length > 1 && seen.join(' ') !== 'DELETE CREATE';
      }),
  );
}

function refusalOf(action: string, set: StoredSet, standing: StoredSet | undefined): string | undefined {
  if (action === 'CREATE' && standing !== undefined)
    return `Tried to create resource record set ${describeSet(set)} but it already exists`;
  if (action !== 'DELETE') return undefined;
  if (standing === undefined)
    return `Tried to delete resource record set ${describeSet(set)} but it was not found`;
  if (!isSame(set, standing))
    return `Tried to delete resource record set ${describeSet(set)} but the values provided do not match the current values`;
  return undefined;
}

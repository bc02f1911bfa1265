import type { Change, ChangeInfo, ChangeResourceRecordSetsCommandInput } from '@aws-sdk/client-route-53';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { applyBatch } from './apply-batch.ts';
import type { HealthCheckStore } from './health-checks.ts';
import { constraintProblems, structureProblems, violation } from './shape-problems.ts';
import type { ZoneStore } from './zone-store.ts';

/** One accepted ChangeResourceRecordSets call. */
export interface AcceptedChange {
  /** `C...`, as GetChange wants it. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly zoneId: string;
  readonly comment: string;
  readonly changes: readonly Change[];
  readonly caller: Caller;
}

export interface ChangeSettings {
  readonly clock: Clock;
  /** How long a change keeps the zone busy; 0 = PriorRequestNotComplete never happens. */
  readonly busyMilliseconds: number;
  readonly recordsPerZone: number;
}

/** Route 53 is in sync with a change this long after it. */
const propagationMilliseconds = 30_000;

export function changeOperations(
  store: ZoneStore,
  healthChecks: HealthCheckStore,
  changes: AcceptedChange[],
  settings: ChangeSettings,
) {
  return {
    ChangeResourceRecordSets(input: ChangeResourceRecordSetsCommandInput, caller: Caller) {
      const batch = input.ChangeBatch?.Changes ?? [];
      refuseInvalid(batch, input.ChangeBatch?.Comment);
      const zone = store.zoneOf(input.HostedZoneId, caller);
      const now = settings.clock();
      if (now < zone.busyUntil)
        throw new AwsError(
          'PriorRequestNotComplete',
          'The request was rejected because Route 53 was still processing a prior request.',
        );
      // Not for a DELETE: sets outlive the health checks that they name.
      for (const { Action, ResourceRecordSet: set } of batch)
        if (Action !== 'DELETE' && set?.HealthCheckId !== undefined) healthChecks.need(set.HealthCheckId);
      const problems = applyBatch(zone, batch, settings.recordsPerZone);
      if (problems.length > 0) throw new AwsError('InvalidChangeBatch', `[${problems.join(', ')}]`);
      zone.busyUntil = now + settings.busyMilliseconds;
      const change: AcceptedChange = {
        id: `C${String(changes.length + 1).padStart(20, '0')}`,
        time: now,
        zoneId: zone.id,
        comment: input.ChangeBatch?.Comment ?? '',
        changes: batch,
        caller,
      };
      changes.push(change);
      return { ChangeInfo: infoOf(change, settings.clock) };
    },
    GetChange(input: { Id?: string }, caller: Caller) {
      const id = String(input.Id ?? '').replace(/^\/?change\//, '');
      const change = changes.find((each) => each.id === id && each.caller.account === caller.account);
      if (change === undefined)
        throw new AwsError('NoSuchChange', `Could not find resource with ID: ${id}`, { status: 404 });
      return { ChangeInfo: infoOf(change, settings.clock) };
    },
  };
}

function refuseInvalid(changes: readonly Change[], comment: string | undefined): void {
  const constraints = [
    ...(changes.length === 0
      ? [violation('[]', 'changeBatch.changes', 'Member must have length greater than or equal to 1')]
      : []),
    ...((comment ?? '').length > 256
      ? [violation(comment, 'changeBatch.comment', 'Member must have length less than or equal to 256')]
      : []),
    ...changes.flatMap(constraintProblems),
  ];
  if (constraints.length > 0)
    throw new AwsError(
      'InvalidInput',
      `${constraints.length} validation error${constraints.length === 1 ? '' : 's'} detected: ${constraints.join('; ')}`,
    );
  const structure = changes.flatMap(structureProblems);
  const [first] = structure;
  if (first !== undefined)
    throw new AwsError(
      'InvalidInput',
      first.startsWith('Invalid XML') ? first : `Invalid request: ${structure.join(', ')}`,
    );
}

function infoOf(change: AcceptedChange, clock: Clock): ChangeInfo {
  return {
    Id: `/change/${change.id}`,
    Status: clock() - change.time < propagationMilliseconds ? 'PENDING' : 'INSYNC',
    SubmittedAt: new Date(change.time),
    ...(change.comment === '' ? {} : { Comment: change.comment }),
  };
}

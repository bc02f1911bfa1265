import {
  type Change,
  ChangeResourceRecordSetsCommand,
  type ResourceRecordSet,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import type { NameChanges } from '../plan/changes.ts';
import type { RecordSet } from '../records/record-set.ts';
import type { Zone } from '../zones/zone.ts';
import { isThrottled, statusOf } from './failures.ts';
import { membersOf, type RoutingMembers } from './routing-members.ts';

/**
 * What Route 53 answered to one batch, which it takes whole or not at all.
 * - `refused`: a precondition did not hold or a value is wrong; nothing was done. The message may name the culprits.
 * - `throttled`: nothing was done; the same batch may go again, later.
 * - `denied`: nothing was done, and no name is to blame (a role, a permission, the zone itself).
 * - `unknown`: the answer was lost; it may have taken effect, or may do so yet.
 */
export type Answer =
  | { readonly kind: 'applied'; readonly changeId: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'throttled'; readonly error: Error }
  | { readonly kind: 'denied'; readonly error: Error }
  | { readonly kind: 'unknown'; readonly error: Error };

/** Sends one batch of one zone, once. Never throws. */
export type ApplyChanges = (zone: Zone, batch: readonly NameChanges[], comment: string) => Promise<Answer>;

/** What the values of one name can bring upon a batch. Route 53 looks for the health check when a set is created. */
const REFUSED = new Set(['InvalidChangeBatch', 'InvalidInput', 'NoSuchHealthCheck', 'ValidationError']);

/** The clients must not retry (`maxAttempts: 1`): a second try of a batch that took effect would be refused and lie about the first. */
export function applyChanges(clientFor: (zone: Zone) => Pick<Route53Client, 'send'>): ApplyChanges {
  return async (zone, batch, comment) => {
    try {
      const { ChangeInfo } = await clientFor(zone).send(
        new ChangeResourceRecordSetsCommand({
          HostedZoneId: zone.id,
          ChangeBatch: { Comment: comment.slice(0, 256), Changes: batch.flatMap(toChanges) },
        }),
      );
      return { kind: 'applied', changeId: ChangeInfo?.Id ?? '' };
    } catch (error) {
      return judge(
        error instanceof Error ? error : new Error('Route 53 failed without an error', { cause: error }),
      );
    }
  };
}

function judge(error: Error): Answer {
  if (isThrottled(error)) return { kind: 'throttled', error };
  if (REFUSED.has(error.name)) return { kind: 'refused', message: error.message };
  const status = statusOf(error);
  if (status >= 400 && status < 500) return { kind: 'denied', error };
  // No credentials: the request never left.
  if (error.name === 'CredentialsProviderError') return { kind: 'denied', error };
  return { kind: 'unknown', error };
}

function toChanges({ host, deletes, creates }: NameChanges): Change[] {
  return [
    ...deletes.map((set) => ({ Action: 'DELETE' as const, ResourceRecordSet: toAws(host, set) })),
    ...creates.map((set) => ({ Action: 'CREATE' as const, ResourceRecordSet: toAws(host, set) })),
  ];
}

function toAws(host: string, set: RecordSet): ResourceRecordSet {
  return {
    Name: `${host}.`,
    Type: set.type,
    ...(set.setId !== '' && { SetIdentifier: set.setId }),
    ...(set.alias && {
      AliasTarget: {
        DNSName: `${set.alias.dnsName}.`,
        HostedZoneId: set.alias.hostedZoneId,
        EvaluateTargetHealth: set.alias.evaluateTargetHealth,
      },
    }),
    ...(set.ttl !== undefined && { TTL: set.ttl }),
    ...(set.values && { ResourceRecords: set.values.map((Value) => ({ Value })) }),
    ...(membersOf(set.routing) as Pick<ResourceRecordSet, keyof RoutingMembers>),
    ...(set.healthCheckId !== undefined && { HealthCheckId: set.healthCheckId }),
  };
}
